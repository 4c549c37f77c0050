import { type Client, escapeIdentifier } from 'pg';
import type { Finding } from '../../../certificate-format/certificate';
import { type ColumnType, readColumnTypes } from '../../catalogue/column-type';
import { type Exemptions, type LooksLike, placeOf } from './exemptions';
import { holdsText, TableScan } from './table-scan';

/**
 * Materialized views are made anew from the copy's own rows, so they hold what those hold and what their definition adds.
 * A sample of each is looked through; what the plan keeps or makes on purpose may show in a view that reads it.
 */

type Column = { view: string; rows: number; name: string; type: number; typmod: number };

/** `inViews` holds by view what may be met in it. Rejects when the server fails. */
export async function scanMaterializedViews(
  client: Client,
  schema: string,
  inViews: ReadonlyMap<string, ReadonlySet<LooksLike>>,
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
  const findings: Finding[] = [];
  for (const view of new Set(columns.map((each) => each.view))) {
    const own = columns.filter((each) => each.view === view);
    const met = inViews.get(view) ?? new Set();
    const texts = own.flatMap(({ name, type, typmod }) => asText(name, typeOf(type, typmod), met));
    const scope = {
      schema,
      table: view,
      key: `materialized view ${view}`,
      only: '',
      rows: own[0]?.rows ?? 0,
    };
    const scan = new TableScan(scope, texts);
    await scan.finish(client);
    findings.push(...scan.findings);
  }
  return findings;
}

const asText = (name: string, type: ColumnType, exempt: ReadonlySet<LooksLike>) =>
  holdsText(type) ? [{ column: { name }, sampled: true, exempt }] : [];

/**
 * What may be met in each materialized view of a schema, of what is exempt in the columns that it reads, through other
 * views as well; nothing where it reads none of those. Rejects when the server fails.
 */
export async function exemptInViews(
  client: Client,
  schema: string,
  exempt: Exemptions,
): Promise<Map<string, ReadonlySet<LooksLike>>> {
  const { rows } = await client.query<{ view: string; columns: [string, string, string][] | null }>(
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
     SELECT v.relname AS view,
            jsonb_agg(jsonb_build_array(n.nspname, t.relname, a.attname)) FILTER (WHERE a.attname IS NOT NULL) AS columns
       FROM pg_catalog.pg_class v
       LEFT JOIN behind ON behind.view = v.oid
       LEFT JOIN pg_catalog.pg_class t ON t.oid = behind.relation AND t.relkind IN ('r', 'p')
       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = behind.position
      WHERE v.relkind = 'm' AND v.relnamespace = $1::text::regnamespace
      GROUP BY 1`,
    [escapeIdentifier(schema)],
  );
  return new Map(
    rows.map(({ view, columns }) => [
      view,
      new Set((columns ?? []).flatMap((column) => [...(exempt.get(placeOf(...column)) ?? [])])),
    ]),
  );
}
