import type { ClientBase } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { filterCondition, fromTable } from '../../tenant/row-condition';
import { attempt } from '../attempt';
import { plannedTables } from '../drift';
import type { Refusal } from '../refusal';

/**
 * Whether a row filter is what a reviewer takes it for: one condition over the columns of its own table. It is SQL that a
 * person wrote, and it runs in production, so it is planned, never executed, before any other statement holds it.
 *
 * Without parentheses around it, one that closes them early is a syntax error; within twofold ones, nothing but an
 * expression fits. Both have to plan. A plan that reads anything besides the table shows a sub-select, by which a filter
 * could ask about rows that are nobody's business. Functions have to be PostgreSQL's own, without effects, and blind to
 * the session's settings, where keys are. Operators and casts of the source's own making are not looked into.
 */
export async function findBrokenFilters(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const table of plannedTables(catalogue)) {
    const filter = plan.tables[table.key]?.rowFilter;
    if (filter === undefined) continue;
    const fault = (await faultOfFunctions(client, filter)) ?? (await faultOfPlan(client, table, filter));
    if (fault !== null)
      refusals.push({
        code: 'row_filter_broken',
        table: table.key,
        message: `${table.key}: the row filter ${fault}.`,
      });
  }
  return refusals;
}

async function faultOfPlan(
  client: ClientBase,
  table: CatalogueTable,
  filter: string,
): Promise<string | null> {
  for (const condition of [`${filter}\n`, filterCondition(filter)]) {
    const planned = await attempt<{ 'QUERY PLAN': unknown }>(
      client,
      `EXPLAIN (FORMAT JSON, COSTS OFF) SELECT FROM ${fromTable(table)} AS src WHERE ${condition}`,
    );
    if ('state' in planned) return "is not a condition over this table's columns";
    if (readsMore(planned.rows[0]?.['QUERY PLAN'])) return 'asks other rows than the one that it is about';
  }
  return null;
}

/** A sub-select is a node with a name of its own, or was turned into a join. */
function readsMore(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(readsMore);
  if (typeof node !== 'object' || node === null) return false;
  if ('Join Type' in node || 'Subplan Name' in node) return true;
  return Object.values(node).some(readsMore);
}

const identifier = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_]*)`;
const call = new RegExp(String.raw`(?:(${identifier})\s*\.\s*)?(${identifier})\s*\(`, 'gu');
/** Literals and comments, each where it begins; a quoted name is told apart, since it may hold either's signs. */
const silent = /'(?:[^']|'')*'|--[^\n]*|"(?:[^"]|"")*"/g;

/** By its text alone: what is written in another manner than plainly is refused, so that no call can hide in it. */
async function faultOfFunctions(client: ClientBase, filter: string): Promise<string | null> {
  const text = filter.replace(silent, (found) => (found.startsWith('"') ? found : ' '));
  if (/[\\$]|\/\*/.test(filter))
    return 'holds a backslash, a dollar sign or a block comment; write it without';
  const calls = [...text.matchAll(call)].map(([, schema, name = '']) => ({
    schema: schema && plain(schema),
    name: plain(name),
  }));
  if (calls.some(({ schema }) => schema !== undefined && schema !== 'pg_catalog'))
    return 'calls a function that is not PostgreSQL’s own';
  const unfit = await client.query<{ name: string }>(
    `SELECT DISTINCT p.proname AS name FROM pg_catalog.pg_proc p
       JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'pg_catalog'
      WHERE p.proname = ANY ($1) AND (p.provolatile = 'v' OR p.proparallel <> 's' OR p.proname = 'current_setting')`,
    [calls.map(({ name }) => name)],
  );
  const [first] = unfit.rows;
  return first ? `calls ${first.name}, which does more than compare` : null;
}

/** A name as the catalogue holds it. */
const plain = (name: string) =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
