import { db } from '../db/client';
import { counted } from './counted';

/**
 * How many sandboxes of each organization count against its quota; one without any is left out. For pages that show many
 * organizations: a count that hangs on each row of them is reckoned for the whole house first.
 */
export async function countQuotas(organizationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const ids = [...new Set(organizationIds)];
  const found = await db().sandbox.groupBy({
    by: ['organizationId'],
    where: { AND: [{ organizationId: { in: ids } }, counted] },
    _count: true,
  });
  return new Map(found.map(({ organizationId, _count }) => [organizationId, _count]));
}
