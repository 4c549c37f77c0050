import type { ClientBase } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Catalogue } from '../catalogue/catalogue';
import { readRowRules } from '../catalogue/read-row-rules';
import { readSchemaNames } from '../catalogue/read-schema-names';
import type { Offers } from '../catalogue/server/read-offers';
import type { TieGroups } from '../masks/compile/tie-groups';
import { findDocumentsKeptWhole, findKeysThatAreData } from './columns/keys-of-documents';
import { findMisfits } from './columns/mask-fit';
import { findTornTies } from './columns/torn-ties';
import { findDrift, plannedTables } from './drift';
import { probeTable } from './probe/probe-table';
import type { Refusal } from './refusal';
import { findBrokenFilters } from './rows/row-filters';
import { findScopeFaults } from './rows/scope-faults';
import { checkSourceRows } from './rows/source-rows';
import { findUnreadable, readableTables } from './source-obstacles';
import { findChangedTexts, findUndecided } from './structure-texts';
import { readSurroundings, type Surroundings } from './surroundings/read-surroundings';

/**
 * The one list of what can be wrong between a plan and its source. `plan check`, the desk, and the copy all ask it, so none
 * of them knows a reason to refuse that another does not. The copy asks it in the snapshot that it copies.
 */
export type Asked = { plan: ScrubPlan; catalogue: Catalogue; ties: TieGroups };

export type Faults = {
  refusals: Refusal[];
  /** What a person should know and need not change. */
  warnings: Refusal[];
  /** Rows that are nobody's and stay behind. */
  ownerless: Refusal[];
  /** What could not be counted in the time that there was; the copy refuses it. */
  uncounted: Refusal[];
  /** What comes along beside the schemas, and what stays behind. */
  around: Surroundings;
};

/** What is known of the other side: what a target offers, and a schema that the copy calls otherwise. */
export type Elsewhere = { offers?: Offers; renamed?: string };

/** Refusals after which a statement over the plan's tables and ways could not be written. */
const structural: ReadonlySet<string> = new Set([
  'schema_missing',
  'table_missing',
  'tenant_key_broken',
  'scope_missing',
  'scope_unfit',
  'row_filter_broken',
  'right_missing',
  'rows_hidden',
  'standby_unfit',
]);

/** Whether the structure fits well enough for statements over the rows that leave. Pure. */
export const mayAskRows = (refusals: readonly Refusal[]) =>
  !refusals.some(({ code }) => structural.has(code));

/** What the structure alone says. Pure. */
export function findStructuralFaults({ plan, catalogue, ties }: Asked): Refusal[] {
  return [
    ...findDrift(plan, catalogue),
    ...findMisfits(plan, catalogue, ties),
    ...findTornTies(plan, catalogue, ties),
    ...findScopeFaults(plan, catalogue),
    ...findUndecided(plan),
    ...findKeysThatAreData(plan),
  ];
}

/**
 * Everything, in the session's present transaction, which has to be at REPEATABLE READ in a session that
 * `openMaskSession` prepared; with what a target offers, also what that lacks. Rejects only when the source fails.
 */
export async function findFaults(
  asked: Asked,
  client: ClientBase,
  elsewhere: Elsewhere = {},
): Promise<Faults> {
  const { plan, catalogue } = asked;
  const unreadable = await findUnreadable(client, plan.schemas);
  const readable = { ...catalogue, tables: readableTables(catalogue.tables, unreadable) };
  const { schemas, structure } = plan;
  const around = await readSurroundings(client, { schemas, structure, ...elsewhere });
  const refusals = [
    ...around.refusals,
    ...unreadable,
    ...findStructuralFaults(asked),
    ...(await findNewSchemas(client, plan)),
    ...(await findChangedTexts(client, plan)),
    ...(await findBrokenFilters(client, plan, readable)),
  ];
  const probed = await findMaskFaults({ ...asked, catalogue: readable }, client);
  refusals.push(...probed.refusals);
  // Conditions can be asked only of a structure that the plan fits.
  const rows = mayAskRows(refusals)
    ? await checkSourceRows(client, plan, catalogue)
    : { refusals: [], ownerless: [], uncounted: [] };
  return {
    refusals: [...refusals, ...rows.refusals],
    warnings: [...around.warnings, ...findDocumentsKeptWhole(plan, catalogue), ...probed.warnings],
    ownerless: rows.ownerless,
    uncounted: rows.uncounted,
    around,
  };
}

/** Masks that break on sampled rows what their tables promise; asked of the named tables, or of all. */
export async function findMaskFaults(
  { plan, catalogue, ties }: Asked,
  client: ClientBase,
  only?: ReadonlySet<string>,
): Promise<{ refusals: Refusal[]; warnings: Refusal[] }> {
  const found: { refusals: Refusal[]; warnings: Refusal[] } = { refusals: [], warnings: [] };
  const rules = await readRowRules(client, plan.schemas);
  const { serverVersion } = catalogue;
  for (const table of plannedTables(catalogue)) {
    const entry = plan.tables[table.key];
    if (!entry || (only && !only.has(table.key))) continue;
    const { refusals, warnings } = await probeTable({ client, table, entry, ties, serverVersion }, rules);
    found.refusals.push(...refusals);
    found.warnings.push(...warnings);
  }
  return found;
}

/** A plan for all schemas speaks of those that came later as well, and says nothing about what they hold. */
async function findNewSchemas(client: ClientBase, plan: ScrubPlan): Promise<Refusal[]> {
  if (!plan.allSchemas) return [];
  const names = await readSchemaNames(client);
  return names
    .filter((name) => !plan.schemas.includes(name))
    .map((table) => ({
      code: 'schema_appeared',
      table,
      message: `The schema "${table}" appeared after the plan was made, which is for all schemas. Read the source again: what people decided is kept.`,
    }));
}
