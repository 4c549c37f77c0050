import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';

/**
 * The requests of this organization that a change of its contract can reach: whether compliance signs is decided when
 * support approves, so it reaches those that support has yet to approve, whenever they were filed. Those that wait for
 * the signature go on waiting for it; what is approved stays approved. Snapshots are left out: they need the signature
 * either way.
 */
export async function countAffectedRequests(
  tx: Tx,
  organizationId: string,
): Promise<{ beforeApproval: number; awaitingSignature: number }> {
  const where: Prisma.RequestWhereInput = { organizationId, shape: { not: 'snapshot' } };
  const undecided = { in: ['awaiting_support', 'awaiting_customer'] } satisfies Prisma.EnumRequestStateFilter;
  const beforeApproval = await tx.request.count({ where: { ...where, state: undecided } });
  const awaitingSignature = await tx.request.count({ where: { ...where, state: 'awaiting_compliance' } });
  return { beforeApproval, awaitingSignature };
}
