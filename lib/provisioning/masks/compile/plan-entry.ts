import type { PlanTable, ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';

/**
 * The table whose entry in a plan speaks for this one: itself, or for a partition the partitioned table at the root,
 * since partitions have no columns of their own and a thousand of them would drown the plan.
 */
export function rootOf(table: CatalogueTable, catalogue: Catalogue): CatalogueTable {
  if (!table.isPartition) return table;
  const parent = catalogue.tables.find((candidate) => candidate.key === table.parents[0]);
  return parent ? rootOf(parent, catalogue) : table;
}

/** What the plan says about this table, or null. */
export function planEntry(table: CatalogueTable, plan: ScrubPlan, catalogue: Catalogue): PlanTable | null {
  return plan.tables[rootOf(table, catalogue).key] ?? null;
}
