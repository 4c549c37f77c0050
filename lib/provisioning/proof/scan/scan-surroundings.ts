import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { ProvisioningError } from '../../provisioning-error';
import { listDefinitions } from '../../structure/list-definitions';
import type { Finding } from '../certificate';
import { only } from '../compare/hash-select';
import { countCards, countIbans, holdsMail, isBeyondChance } from './patterns';

/**
 * The places beside the rows where data hides: the planner's statistics, which quote common values, and the structure
 * itself with its comments, defaults, conditions and view definitions.
 */

/**
 * The statistics that any reader of the table can see. Rejects with `rights_missing` where row security hides those of a
 * table from this session, since `pg_stats` would then show nothing of it. `exempt` names columns (`table.column`) kept on purpose, `made`
 * those whose values the plan makes anew.
 */
export async function scanStatistics(
  client: Client,
  schema: string,
  exempt: ReadonlySet<string>,
  made: ReadonlySet<string>,
): Promise<Finding[]> {
  const hidden = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND pg_catalog.row_security_active(c.oid) LIMIT 1`,
    [schema],
  );
  if (hidden.rows[0])
    throw new ProvisioningError(
      'rights_missing',
      `Row security hides the statistics of ${hidden.rows[0].name} from the target's role.`,
    );
  const { rows } = await client.query<{ place: string; text: string }>(
    `SELECT format('%s.%s', tablename, attname) AS place,
            concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) AS text
       FROM pg_catalog.pg_stats WHERE schemaname = $1`,
    [schema],
  );
  return rows
    .filter(({ place }) => !exempt.has(place))
    .flatMap(({ place, text }) => findingsIn(`statistics of ${place}`, text, made.has(place)));
}

/** Definitions and comments but those that `isExempt`, because a person decided to keep their text. */
export async function scanDefinitions(
  client: Client,
  schema: string,
  isExempt: (definition: DefinitionRow) => boolean,
): Promise<Finding[]> {
  const definitions = await listDefinitions(client, schema);
  return definitions
    .filter((definition) => !isExempt(definition))
    .flatMap(({ kind, name, definition }) => findingsIn(`${kind} ${name}`, definition));
}

/**
 * Looks for texts that were planted in the source and must not have come along: in every column of every row, the
 * statistics and the structure. Slow by nature; meant for demo data and tests.
 */
export async function scanCanaries(
  client: Client,
  schema: string,
  tables: readonly CatalogueTable[],
  canaries: readonly string[],
): Promise<Finding[]> {
  if (canaries.length === 0) return [];
  const findings: Finding[] = [];
  const ask = async (place: string, from: string, text: string) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count ${from}
        WHERE EXISTS (SELECT FROM unnest($1::text[]) AS c (canary) WHERE strpos(${text}, canary) > 0)`,
      [canaries],
    );
    const count = rows[0]?.count ?? 0;
    if (count > 0) findings.push({ place, looksLike: 'canary', count });
  };
  for (const table of tables)
    await ask(
      table.key,
      `FROM ${only(table)}${escapeIdentifier(schema)}.${escapeIdentifier(table.name)} AS t`,
      't::text',
    );
  await ask('statistics', 'FROM pg_catalog.pg_stats AS s', 's::text');
  for (const { kind, name, definition } of await listDefinitions(client, schema))
    if (canaries.some((canary) => definition.includes(canary)))
      findings.push({ place: `${kind} ${name}`, looksLike: 'canary', count: 1 });
  return findings;
}

function findingsIn(place: string, text: string, isNew = false): Finding[] {
  return [
    ...(holdsMail(text) ? [{ place, looksLike: 'mail' as const, count: 1 }] : []),
    ...(isBeyondChance('card', countCards(text), isNew)
      ? [{ place, looksLike: 'card' as const, count: 1 }]
      : []),
    ...(isBeyondChance('iban', countIbans(text), isNew)
      ? [{ place, looksLike: 'iban' as const, count: 1 }]
      : []),
  ];
}
