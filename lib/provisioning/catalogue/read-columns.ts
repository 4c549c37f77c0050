import type { ClientBase } from 'pg';

export interface ColumnRow {
  table: number;
  name: string;
  position: number;
  type: number;
  typmod: number;
  notNull: boolean;
  /** Stored (`s`) or virtual (`v`) generated; empty for a column that is written. */
  generated: '' | 's' | 'v';
  identity: boolean;
  default: string | null;
  comment: string | null;
}

/** Every live column of the schemas' tables, in order. */
export async function readColumns(client: ClientBase, schemas: string[]): Promise<ColumnRow[]> {
  const { rows } = await client.query<ColumnRow>(
    `SELECT a.attrelid::int8::int4 AS "table", a.attname AS name, a.attnum::int4 AS position,
            a.atttypid::int8::int4 AS type, a.atttypmod AS typmod, a.attnotnull AS "notNull",
            a.attgenerated::text AS generated, a.attidentity <> '' AS identity,
            pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS "default",
            pg_catalog.col_description(a.attrelid, a.attnum) AS comment
       FROM pg_catalog.pg_attribute a
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attrelid, a.attnum`,
    [schemas],
  );
  return rows;
}
