import type { Client } from 'pg';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { readMaterializedViews } from '../../catalogue/loading/read-materialized-views';
import type { Finding } from '../certificate';
import { fromClause, type HashPlace } from '../compare/hash-select';

/**
 * Canaries: texts that were planted in production so that they be found where they must not be. They are looked for in
 * every row as PostgreSQL writes it, materialized views included, in all planner statistics and in the structure. Slow by
 * nature, since every value is written as text: meant for demo data, tests, and products whose vendor names some.
 *
 * Limit: a `json` value, which PostgreSQL keeps as it was written, may spell a character as `\u00e9`; that is not seen.
 */

const writings = {
  document: (text: string) => JSON.stringify(text).slice(1, -1),
  array: (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  composite: (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '""'),
};
const escapedEach = (texts: readonly string[]) =>
  Object.values(writings).flatMap((write) => texts.map(write));

/**
 * How a row writes a text: as it is, as hexadecimal bytes, and escaped by documents, arrays and composites, one inside
 * another, and by the row around them. A text without quotation marks and backslashes has two forms.
 */
export function canaryForms(canaries: readonly string[]): string[] {
  const forms = canaries.flatMap((canary) => {
    const once = escapedEach([canary]);
    const inside = [canary, ...once, ...escapedEach(once)];
    return [...inside, ...inside.map(writings.composite), Buffer.from(canary).toString('hex')];
  });
  return [...new Set(forms)];
}

/** Rows of one side's table that hold any of these forms. Rejects when the server fails. */
export function countCanaries(
  client: Client,
  place: Pick<HashPlace, 'table' | 'schema' | 'where'>,
  forms: readonly string[],
): Promise<number> {
  return count(client, fromClause(place), forms);
}

/**
 * The same for what stands beside the tables of a schema: materialized views, planner statistics, and its definitions as
 * the caller has read them.
 */
export async function scanCanaries(
  client: Client,
  { schema, definitions }: { schema: string; definitions: readonly DefinitionRow[] },
  forms: readonly string[],
): Promise<Finding[]> {
  if (forms.length === 0) return [];
  const findings: Finding[] = [];
  for (const view of await readMaterializedViews(client, schema)) {
    const hits = await count(client, `FROM ${view} AS src`, forms);
    findings.push(...found(`materialized view ${view}`, hits));
  }
  for (const statistics of ['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs'])
    findings.push(...found('statistics', await count(client, `FROM pg_catalog.${statistics} AS src`, forms)));
  for (const { kind, name, definition } of definitions)
    findings.push(...found(`${kind} ${name}`, forms.some((form) => definition.includes(form)) ? 1 : 0));
  return findings;
}

const found = (place: string, hits: number): Finding[] =>
  hits === 0 ? [] : [{ place, looksLike: 'canary', count: hits }];

/** A row is written once, whatever the number of forms. `src.*` is the row even where a column is called `src`. */
async function count(client: Client, from: string, forms: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::float8 AS n FROM (SELECT (src.*)::text AS written ${from} OFFSET 0) AS r
      WHERE EXISTS (SELECT FROM unnest($1::text[]) AS c (canary) WHERE strpos(written, canary) > 0)`,
    [forms],
  );
  return rows[0]?.n ?? 0;
}
