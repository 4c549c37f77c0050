import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { tableKey } from '../../plan-format/table-key';

/**
 * A proposal for a tenant of shared tables in which the product's reference tables are copied whole. Only those that no
 * way leads from to the tenant's key: whatever the product says of a table whose rows have owners, a person decides. Pure.
 */
export function shareReferenceTables(
  plan: ScrubPlan,
  schema: string,
  referenceTables: readonly string[],
): ScrubPlan {
  if (!plan.tenant) return plan;
  const shared = new Set(referenceTables.map((name) => tableKey(schema, name)));
  const reason = 'The product is registered with it as a table that all tenants share.';
  const tables = Object.entries(plan.tables).map(([key, table]) => [
    key,
    table.scope || !shared.has(key) ? table : { ...table, scope: { rows: 'reference', reason } },
  ]);
  return { ...plan, tables: Object.fromEntries(tables) };
}
