import type { Client } from 'pg';
import { listDefinitions } from '../../structure/list-definitions';
import type { Finding } from '../certificate';
import { fromClause, type HashPlace } from '../compare/hash-select';

/**
 * Canaries: texts that were planted in production so that they be found where they must not be. They are looked for in
 * every row as PostgreSQL writes it, in all planner statistics and in the structure. Slow by nature, since every value is
 * written as text: meant for demo data, tests, and products whose vendor names some.
 */

/** How a row writes a text: as it is, as hexadecimal bytes, and with what composites, arrays and documents escape. */
export function canaryForms(canaries: readonly string[]): string[] {
  const forms = canaries.flatMap((canary) => [
    canary,
    Buffer.from(canary).toString('hex'),
    canary.replaceAll('\\', '\\\\').replaceAll('"', '""'),
    JSON.stringify(canary).slice(1, -1),
  ]);
  return [...new Set(forms)];
}

/** Rows of one side's table that hold any of these forms. Rejects when the server fails. */
export async function countCanaries(
  client: Client,
  place: Pick<HashPlace, 'table' | 'schema' | 'where'>,
  forms: readonly string[],
): Promise<number> {
  const where = `${place.where === null ? '' : `(${place.where}) AND `}${holdsAny('src::text')}`;
  return count(client, fromClause({ ...place, where }), forms);
}

/** The same for what stands beside the rows of a schema: planner statistics and definitions. */
export async function scanCanaries(
  client: Client,
  schema: string,
  forms: readonly string[],
): Promise<Finding[]> {
  if (forms.length === 0) return [];
  const inStatistics = await count(
    client,
    `FROM pg_catalog.pg_stats AS s WHERE ${holdsAny('s::text')}`,
    forms,
  );
  const definitions = await listDefinitions(client, schema);
  return [
    ...found('statistics', inStatistics),
    ...definitions.flatMap(({ kind, name, definition }) =>
      found(`${kind} ${name}`, forms.some((form) => definition.includes(form)) ? 1 : 0),
    ),
  ];
}

const found = (place: string, hits: number): Finding[] =>
  hits === 0 ? [] : [{ place, looksLike: 'canary', count: hits }];

const holdsAny = (text: string) =>
  `EXISTS (SELECT FROM unnest($1::text[]) AS c (canary) WHERE strpos(${text}, canary) > 0)`;

async function count(client: Client, from: string, forms: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::float8 AS n ${from}`, [forms]);
  return rows[0]?.n ?? 0;
}
