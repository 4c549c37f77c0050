import type { Client } from 'pg';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { ProvisioningError } from '../../provisioning-error';
import { listDefinitions } from '../../structure/list-definitions';
import type { Finding } from '../certificate';
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
  return [
    ...rows
      .filter(({ place }) => !exempt.has(place))
      .flatMap(({ place, text }) => findingsIn(`statistics of ${place}`, text, made.has(place))),
    ...(await scanExtendedStatistics(client, schema, exempt)),
  ];
}

/**
 * Statistics over several columns, and over expressions of them, of which the catalogue tells no columns: there a kept
 * column counts whose name the expression holds. Values of masked columns stand among the others, so chance is allowed for.
 */
async function scanExtendedStatistics(
  client: Client,
  schema: string,
  exempt: ReadonlySet<string>,
): Promise<Finding[]> {
  const { rows } = await client.query<{ place: string; tablename: string; reads: string[]; text: string }>(
    `SELECT statistics_name AS place, tablename, coalesce(attnames::text[], '{}') || coalesce(exprs, '{}') AS reads,
            most_common_vals::text AS text
       FROM pg_catalog.pg_stats_ext WHERE schemaname = $1 AND most_common_vals IS NOT NULL
     UNION ALL
     SELECT statistics_name, tablename, ARRAY[expr],
            concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text)
       FROM pg_catalog.pg_stats_ext_exprs WHERE schemaname = $1`,
    [schema],
  );
  const isExempt = (tablename: string, reads: readonly string[]) =>
    [...exempt].some(
      (column) =>
        column.startsWith(`${tablename}.`) &&
        reads.some((each) => each.includes(column.slice(tablename.length + 1))),
    );
  return rows
    .filter(({ tablename, reads }) => !isExempt(tablename, reads))
    .flatMap(({ place, text }) => findingsIn(`statistics ${place}`, text, true));
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
