import type { ClientBase } from 'pg';
import { readDiskUse } from '../../catalogue/read-disk-use';
import type { PlanTable, ScrubPlan } from '../../scrub-plan/scrub-plan';

/**
 * How many bytes of the source a copy has to hold at least: the tables whose rows all leave, with their indexes. Tables
 * that leave in part, by a filter or by a tenant's key, are not weighed, since nobody knows the part before it is read.
 */
export async function weighPlan(client: ClientBase, plan: ScrubPlan): Promise<number> {
  const used = await readDiskUse(client, plan.schemas);
  const leavesWhole = ({ rowFilter, scope }: PlanTable) =>
    rowFilter === undefined && (!plan.tenant || scope?.rows === 'reference');
  return Object.entries(plan.tables)
    .filter(([, table]) => leavesWhole(table))
    .reduce((sum, [key]) => sum + (used.get(key) ?? 0), 0);
}
