import { type Client, escapeIdentifier } from 'pg';

import { type ColumnType, readColumnTypes } from '../../catalogue/column-type';
import type { Finding } from '../certificate';
import { holdsText, scanColumns } from './scan-columns';

/**
 * Materialized views are made anew from the copy's own rows, so they hold what those hold and what their definition adds.
 * A sample of each is looked through; what the plan keeps or makes on purpose may show in a view that reads it.
 */

type Column = { view: string; rows: number; name: string; type: number; typmod: number };

/** `exempt` holds, by `table.column` of this schema, what may be met. Rejects when the server fails. */
export async function scanMaterializedViews(
  client: Client,
  schema: string,
  exempt: ReadonlyMap<string, ReadonlySet<Finding['looksLike']>>,
): Promise<Finding[]> {
  const { rows: columns } = await client.query<Column>(
    `SELECT c.relname AS view, c.reltuples::float8 AS rows, a.attname AS name, a.atttypid::int8::int4 AS type,
            a.atttypmod AS typmod
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = $1 AND c.relkind = 'm' AND c.relispopulated ORDER BY c.relname, a.attnum`,
    [schema],
  );
  if (columns.length === 0) return [];
  const typeOf = await readColumnTypes(client);
  const behind = await readColumnsBehind(client, schema);
  const findings: Finding[] = [];
  for (const view of new Set(columns.map((each) => each.view))) {
    const own = columns.filter((each) => each.view === view);
    const met = new Set((behind.get(view) ?? []).flatMap((column) => [...(exempt.get(column) ?? [])]));
    const texts = own.flatMap(({ name, type, typmod }) => asText(name, typeOf(type, typmod), met));
    const scope = {
      schema,
      table: view,
      key: `materialized view ${view}`,
      only: '',
      rows: own[0]?.rows ?? 0,
    };
    if (texts.length > 0) findings.push(...(await scanColumns(client, scope, texts)));
  }
  return findings;
}

const asText = (name: string, type: ColumnType, exempt: ReadonlySet<Finding['looksLike']>) =>
  holdsText(type) ? [{ column: { name }, sampled: true, exempt }] : [];

/** Of each materialized view, the columns of tables that it reads, through other views as well. */
async function readColumnsBehind(client: Client, schema: string): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ view: string; columns: string[] }>(
    `WITH RECURSIVE reads (view, relation, position) AS (
       SELECT r.ev_class, d.refobjid, d.refobjsubid
         FROM pg_catalog.pg_rewrite r
         JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
        WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
     ), behind (view, relation, position) AS (
       SELECT c.oid, reads.relation, reads.position
         FROM pg_catalog.pg_class c JOIN reads ON reads.view = c.oid
        WHERE c.relkind = 'm' AND c.relnamespace = $1::text::regnamespace
       UNION
       SELECT behind.view, reads.relation, reads.position FROM behind JOIN reads ON reads.view = behind.relation
     )
     SELECT v.relname AS view, array_agg(format('%s.%s', t.relname, a.attname)) AS columns
       FROM behind
       JOIN pg_catalog.pg_class v ON v.oid = behind.view
       JOIN pg_catalog.pg_class t ON t.oid = behind.relation AND t.relkind IN ('r', 'p')
       JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = behind.position
      GROUP BY 1`,
    [escapeIdentifier(schema)],
  );
  return new Map(rows.map(({ view, columns }) => [view, columns]));
}
