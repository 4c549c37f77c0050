import type { ClientBase } from 'pg';
import type { PlanTable, ScrubPlan } from '../../../plan-format/scrub-plan';
import { readDiskUse } from '../../catalogue/read-disk-use';
import { type Room, roomFor } from '../../cluster/room';

/**
 * The room of a copy, by what the tables take whose rows all leave. Tables that leave in part, by a filter or by a tenant's
 * key, are not weighed, since nobody knows the part before it is read: they come on top of both figures.
 */
export async function weighPlan(client: ClientBase, plan: ScrubPlan): Promise<Room> {
  const used = await readDiskUse(client, plan.schemas);
  const leavesWhole = ({ rowFilter, scope }: PlanTable) =>
    rowFilter === undefined && (!plan.tenant || scope?.rows === 'reference');
  const whole = Object.entries(plan.tables).filter(([, table]) => leavesWhole(table));
  return roomFor(whole.flatMap(([key]) => used.get(key) ?? []));
}
