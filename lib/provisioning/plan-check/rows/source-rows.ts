import type { ClientBase } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue } from '../../catalogue/catalogue';
import { openTenantSession, tenantSetting } from '../../tenant/open-tenant-session';
import { fromTable, rowCondition, wayCondition } from '../../tenant/row-condition';
import { attempt } from '../attempt';
import { looseReferenceCounts } from '../columns/loose-references';
import { plannedTables } from '../drift';
import { findLargeObjects } from '../large-objects';
import { findWideValues } from '../probe/wide-values';
import type { Refusal } from '../refusal';
import { ownerlessCounts } from './ownerless-rows';
import { referenceCounts } from './torn-references';

/**
 * What only the rows of a source can tell about a plan: whether the conditions by which rows are chosen can be
 * evaluated at all, whether the chosen rows hang together, and whether columns point to large objects. It is asked when
 * a plan is checked, and again in the snapshot that is copied, where the answer is binding.
 */

export type RowFindings = {
  refusals: Refusal[];
  /** Rows that stay behind because they are nobody's; to be known, and no reason to refuse. */
  ownerless: Refusal[];
  /** Counts that the statement timeout cut short. */
  uncounted: Refusal[];
};

/** The values of the key, tried against the columns that hold it; PostgreSQL's own message would quote them. */
async function findUnfitValues(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  const tried = new Set<string>();
  for (const { table, at, name, type } of keyColumns(plan, catalogue)) {
    const sql = `SELECT current_setting('${tenantSetting(at)}')::${type.sql}`;
    if (tried.has(sql)) continue;
    tried.add(sql);
    if ('state' in (await attempt(client, sql)))
      refusals.push({
        code: 'tenant_key_broken',
        table,
        column: name,
        message: `${table}, column "${name}": the value of the tenant’s key is no ${type.declared}.`,
      });
  }
  return refusals;
}

/** Columns that hold the key themselves, each with its place in the key. */
function keyColumns(plan: ScrubPlan, catalogue: Catalogue) {
  return plannedTables(catalogue).flatMap(({ key: table, columns }) => {
    const scope = plan.tables[table]?.scope;
    const ways = scope?.rows === 'tenant' ? scope.by.filter(({ references }) => !references) : [];
    return ways
      .flatMap((way) => [...way.columns.entries()])
      .flatMap(([at, name]) => {
        const type = columns.find((column) => column.name === name)?.type;
        return type ? [{ table, at, name, type }] : [];
      });
  });
}

/** A key that nobody carries is a slip of the pen, and its copy would be proven, signed and empty. */
async function findUnknownKey(client: ClientBase, plan: ScrubPlan, catalogue: Catalogue): Promise<Refusal[]> {
  const { tenant } = plan;
  if (!tenant) return [];
  const holders = plannedTables(catalogue).filter((table) => {
    const scope = plan.tables[table.key]?.scope;
    if (scope?.rows !== 'tenant' || table.kind === 'f') return false;
    return tenant.root === undefined ? scope.by.some((way) => !way.references) : table.key === tenant.root;
  });
  const sources = { plan, catalogue };
  const asked = holders.flatMap((table) => {
    const scope = plan.tables[table.key]?.scope;
    const ways = scope?.rows === 'tenant' ? scope.by.filter((way) => !way.references) : [];
    return ways.map(
      (way) =>
        `EXISTS (SELECT FROM ${fromTable(table)} AS src WHERE ${wayCondition({ table, alias: 'src' }, way, sources)})`,
    );
  });
  const { rows } = await client.query<{ known: boolean }>(`SELECT ${asked.join(' OR ') || 'false'} AS known`);
  if (rows[0]?.known) return [];
  const table = tenant.root ?? 'tenant';
  const message = `No row carries the tenant’s key (${tenant.columns.join(', ')}): check its value.`;
  return [{ code: 'tenant_key_broken', table, message }];
}

async function findBrokenConditions(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const table of plannedTables(catalogue)) {
    const where = rowCondition(table, plan, catalogue, 'src');
    if (where === null || !plan.tables[table.key]?.scope || table.kind === 'f') continue;
    const tried = await attempt(client, `EXPLAIN SELECT FROM ${fromTable(table)} AS src WHERE ${where}`);
    if ('state' in tried)
      refusals.push({
        code: 'scope_unfit',
        table: table.key,
        message: `${table.key}: its way to the tenant’s key cannot be evaluated (SQLSTATE ${tried.state}).`,
      });
  }
  return refusals;
}

async function countOwnerless(client: ClientBase, plan: ScrubPlan, catalogue: Catalogue): Promise<Refusal[]> {
  const found: Refusal[] = [];
  for (const { table, sql } of ownerlessCounts(plan, catalogue)) {
    const counted = await attempt<{ n: number }>(client, sql);
    const rows = 'rows' in counted ? (counted.rows[0]?.n ?? 0) : null;
    if (rows === 0) continue;
    const told =
      rows === null
        ? 'How many rows of it are nobody’s could not be counted in time; they stay behind'
        : `${rows} rows are nobody’s and stay behind, since NULL stands where a way to the tenant’s key begins`;
    found.push({ code: 'rows_ownerless', table, message: `${table}: ${told}.` });
  }
  return found;
}

async function countReferences(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<RowFindings> {
  const found: RowFindings = {
    refusals: [],
    ownerless: await countOwnerless(client, plan, catalogue),
    uncounted: [],
  };
  const counts = [
    ...referenceCounts(plan, catalogue),
    ...(await looseReferenceCounts(client, plan, catalogue)),
  ];
  for (const { name, table, sql, refusal } of counts) {
    const counted = await attempt<{ n: number }>(client, sql);
    const rows = 'rows' in counted ? (counted.rows[0]?.n ?? 0) : null;
    if (rows === null)
      found.uncounted.push({
        code: 'uncounted',
        table,
        message: `${table}: whether ${name} holds among the rows that leave could not be counted in time.`,
      });
    else if (rows > 0) found.refusals.push(refusal(rows));
  }
  return found;
}

/**
 * What is wrong with the key itself, on its own: values that fit no column, or that no row carries. Leaves the key in the
 * settings of the session's present transaction.
 */
export async function findKeyFaults(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<Refusal[]> {
  await openTenantSession(client, plan.tenant, true);
  const unfit = await findUnfitValues(client, plan, catalogue);
  return unfit.length > 0 ? unfit : findUnknownKey(client, plan, catalogue);
}

/**
 * Asks the source in the session's present transaction, and leaves the tenant's key in its settings until that ends.
 * The structure and the row filters must have been found fit before. Rejects only when the source fails; nothing but counts is read.
 */
export async function checkSourceRows(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
): Promise<RowFindings> {
  await openTenantSession(client, plan.tenant, true);
  const stages = [findUnfitValues, findLargeObjects, findBrokenConditions, findUnknownKey];
  for (const stage of stages) {
    const refusals = await stage(client, plan, catalogue);
    if (refusals.length > 0) return { refusals, ownerless: [], uncounted: [] };
  }
  const wide = await findWideValues(client, plan, catalogue);
  const counted = await countReferences(client, plan, catalogue);
  return { ...counted, refusals: [...wide, ...counted.refusals] };
}
