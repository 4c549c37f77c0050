import { type ClientBase, escapeIdentifier } from 'pg';
import type { Column, ColumnKind, TableShape } from './table-shape';

type Row = {
  name: string;
  type: string;
  base: string;
  category: string;
  isComposite: boolean;
  isGenerated: boolean;
  attributes: string[];
};

/**
 * The columns of one table or view with the type that each domain rests on. Types are written as schema and name rather
 * than by `format_type`, which hides schemas on the search path and writes bpchar as character, which means one character.
 */
const columnsSql = `
  SELECT a.attname AS name,
         pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname) AS type,
         CASE WHEN base.typnamespace = 'pg_catalog'::pg_catalog.regnamespace THEN base.typname ELSE '' END AS base,
         base.typcategory AS category,
         base.typtype = 'c' AS "isComposite",
         a.attgenerated <> '' OR a.attidentity = 'a' AS "isGenerated",
         ARRAY(SELECT inner_a.attname::text FROM pg_catalog.pg_attribute AS inner_a
                WHERE inner_a.attrelid = base.typrelid AND inner_a.attnum > 0 AND NOT inner_a.attisdropped) AS attributes
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS s ON s.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
   CROSS JOIN LATERAL (
      WITH RECURSIVE chain AS (
        SELECT t.oid, t.typtype, t.typbasetype
        UNION ALL
        SELECT b.oid, b.typtype, b.typbasetype
          FROM chain JOIN pg_catalog.pg_type AS b ON b.oid = chain.typbasetype
         WHERE chain.typtype = 'd')
      SELECT b.* FROM chain JOIN pg_catalog.pg_type AS b ON b.oid = chain.oid WHERE chain.typtype <> 'd'
    ) AS base
   WHERE s.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
   ORDER BY a.attnum`;

/** Reads the shape of a table by name and of its key; null when table or key column is not there. */
export async function readTableShape(
  client: ClientBase,
  schema: string,
  table: string,
  key: string,
): Promise<TableShape | null> {
  const { rows } = await client.query<Row>(columnsSql, [schema, table]);
  const columns = new Map<string, Column>(
    rows.map(({ name, type, isGenerated, attributes, ...row }) => [
      name,
      { name, type, kind: kindOf(row), isGenerated, attributes },
    ]),
  );
  const keyColumn = columns.get(key);
  if (!keyColumn) return null;
  const qualified = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
  return { qualified, name: table, key: keyColumn, columns };
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  int2: 'number',
  int4: 'number',
  float4: 'number',
  float8: 'number',
  int8: 'exact',
  numeric: 'exact',
  bool: 'boolean',
  json: 'json',
  jsonb: 'json',
  _int8: 'exact_array',
  _numeric: 'exact_array',
};

function kindOf({ base, category, isComposite }: Pick<Row, 'base' | 'category' | 'isComposite'>): ColumnKind {
  const known = kinds[base];
  if (known) return known;
  if (isComposite) return 'composite';
  return category === 'A' ? 'array' : 'text';
}
