import { type Client, escapeIdentifier } from 'pg';
import type { Finding } from '../../../certificate-format/certificate';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { readMaterializedViews } from '../../catalogue/loading/read-materialized-views';
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

/**
 * The columns of the target's table that hold any of these forms, each with its rows. Rejects when the server fails.
 * A form that only the row as a whole shows is found at the table.
 */
export async function findCanaries(
  client: Client,
  place: Pick<HashPlace, 'table' | 'schema'>,
  forms: readonly string[],
): Promise<Finding[]> {
  const all = { ...place, where: null };
  const hits = await countCanaries(client, all, forms);
  if (hits === 0) return [];
  const { columns, key } = place.table;
  const counts = columns.map(
    ({ name }, at) =>
      `count(*) FILTER (WHERE ${holdsAny(`src.${escapeIdentifier(name)}::text`)})::float8 AS "${at}"`,
  );
  const { rows } = await client.query<Record<string, number>>(
    `SELECT ${counts.join(', ')} ${fromClause(all)}`,
    [forms],
  );
  const inColumns = columns.flatMap(({ name }, at) => found(`${key}.${name}`, rows[0]?.[at] ?? 0));
  return inColumns.length > 0 ? inColumns : found(key, hits);
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
  for (const [view, place] of statistics) {
    const { rows } = await client.query<{ place: string; n: number }>(
      `SELECT 'statistics ' || ${place} AS place, count(*)::float8 AS n FROM pg_catalog.${view} AS src
        WHERE ${holdsAny('(src.*)::text')} GROUP BY 1 ORDER BY 1`,
      [forms],
    );
    findings.push(...rows.flatMap(({ place, n }) => found(place, n)));
  }
  for (const { kind, name, definition } of definitions)
    findings.push(...found(`${kind} ${name}`, forms.some((form) => definition.includes(form)) ? 1 : 0));
  return findings;
}

/** The views of the planner's statistics, and what each of their rows is about. */
const statistics = [
  ['pg_stats', "format('of %I.%I.%I', src.schemaname, src.tablename, src.attname)"],
  ['pg_stats_ext', "format('%I of %I.%I', src.statistics_name, src.schemaname, src.tablename)"],
  ['pg_stats_ext_exprs', "format('%I of %I.%I', src.statistics_name, src.schemaname, src.tablename)"],
] as const;

/** Whether a text holds one of the forms, which are the statement's first parameter. */
const holdsAny = (text: string) =>
  `EXISTS (SELECT FROM unnest($1::text[]) AS c (canary) WHERE strpos(${text}, canary) > 0)`;

const found = (place: string, hits: number): Finding[] =>
  hits === 0 ? [] : [{ place, looksLike: 'canary', count: hits }];

/** A row is written once, whatever the number of forms. `src.*` is the row even where a column is called `src`. */
async function count(client: Client, from: string, forms: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::float8 AS n FROM (SELECT (src.*)::text AS written ${from} OFFSET 0) AS r
      WHERE ${holdsAny('written')}`,
    [forms],
  );
  return rows[0]?.n ?? 0;
}
