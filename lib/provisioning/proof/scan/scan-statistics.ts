import type { Client } from 'pg';
import type { Finding } from '../../../certificate-format/certificate';
import { readHiddenTables } from '../../catalogue/read-hidden-tables';
import { ProvisioningError } from '../../provisioning-error';
import { type Exemptions, type LooksLike, placeOf } from './exemptions';
import { findingsIn } from './findings-in';

/** The planner's statistics, which quote common values of tables and of materialized views to whoever may read those. */

type WhatMayBeMet = {
  /** By column, as `placeOf` writes it. */
  exempt: Exemptions;
  /** Columns whose values the plan makes anew. */
  made: ReadonlySet<string>;
  /** By materialized view of this schema. */
  inViews: ReadonlyMap<string, ReadonlySet<LooksLike>>;
};

/**
 * Rejects with `rights_missing` where row security, or a role that does not own the tables, hides statistics from this
 * session, since the catalogue's views would then show nothing of them.
 */
export async function scanStatistics(
  client: Client,
  schema: string,
  given: WhatMayBeMet,
): Promise<Finding[]> {
  await assertVisible(client, schema);
  return [
    ...(await scanColumnStatistics(client, schema, given)),
    ...(await scanExtended(client, schema, given)),
  ];
}

async function assertVisible(client: Client, schema: string): Promise<void> {
  const [hidden] = await readHiddenTables(client, [schema]);
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_catalog.pg_statistic_ext s
       JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
      WHERE n.nspname = $1 AND NOT pg_catalog.pg_has_role(c.relowner, 'USAGE')
      LIMIT 1`,
    [schema],
  );
  const found = hidden ?? rows[0];
  if (found)
    throw new ProvisioningError(
      'rights_missing',
      `The statistics of ${found.name} are hidden from the target's role: by row security, or because another role owns it.`,
    );
}

async function scanColumnStatistics(
  client: Client,
  schema: string,
  { exempt, made, inViews }: WhatMayBeMet,
): Promise<Finding[]> {
  const { rows } = await client.query<{ table: string; column: string; text: string; isWords: boolean }>(
    `SELECT s.tablename AS "table", s.attname AS "column",
            concat_ws(' ', s.most_common_vals::text, s.histogram_bounds::text, s.most_common_elems::text) AS text,
            coalesce(e.typcategory, t.typcategory) NOT IN ('B', 'D', 'G', 'I', 'N', 'T')
              AND coalesce(e.typname, t.typname) <> 'uuid' AS "isWords"
       FROM pg_catalog.pg_stats s
       JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
       JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
       JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
      WHERE s.schemaname = $1`,
    [schema],
  );
  return rows.flatMap(({ table, column, text, isWords }) => {
    const place = placeOf(schema, table, column);
    const inView = inViews.get(table);
    // Numbers and times are digits whatever they say, so a few that look like cards are chance.
    const isNew = inView !== undefined || made.has(place) || !isWords;
    const met = inView ?? exempt.get(place);
    return findingsIn(`statistics of ${table}.${column}`, text, isNew).filter(
      ({ looksLike }) => !met?.has(looksLike),
    );
  });
}

/**
 * Statistics over several columns, and over expressions of them, of which the catalogue tells no columns: there a column
 * counts whose name stands in the expression as a word. Values of masked columns stand among the others, so chance is
 * allowed for.
 */
async function scanExtended(client: Client, schema: string, { exempt }: WhatMayBeMet): Promise<Finding[]> {
  const { rows } = await client.query<{
    name: string;
    table: string;
    columns: string[];
    expressions: string[];
    text: string;
  }>(
    `SELECT statistics_name AS name, tablename AS "table", coalesce(attnames::text[], '{}') AS columns,
            coalesce(exprs, '{}') AS expressions, most_common_vals::text AS text
       FROM pg_catalog.pg_stats_ext WHERE schemaname = $1 AND most_common_vals IS NOT NULL
     UNION ALL
     SELECT statistics_name, tablename, '{}', ARRAY[expr],
            concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text)
       FROM pg_catalog.pg_stats_ext_exprs WHERE schemaname = $1`,
    [schema],
  );
  return rows.flatMap(({ name, table, columns, expressions, text }) => {
    const prefix = placeOf(schema, table, '');
    const isAbout = (column: string) =>
      columns.includes(column) || expressions.some((each) => hasWord(each, column));
    const ofTable = [...exempt].filter(([place]) => place.startsWith(prefix));
    const met = new Set<LooksLike>(
      ofTable.flatMap(([place, kinds]) => (isAbout(place.slice(prefix.length)) ? [...kinds] : [])),
    );
    return findingsIn(`statistics ${name}`, text, true).filter(({ looksLike }) => !met.has(looksLike));
  });
}

const letter = /[\p{L}\p{N}_$]/u;

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!letter.test(text.charAt(at - 1)) && !letter.test(text.charAt(at + word.length))) return true;
  return false;
}
