import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { requireSignedPlan, type SignedPlan } from './require-signed-plan';

/** A request of a sandbox under whose signatures another copy can be built. */
export type Repeatable = Pick<SignedPlan, 'planVersionId' | 'buildsLeft' | 'validUntil'> & {
  requestId: string;
  number: number;
};

/**
 * The latest signatures of a sandbox that were given for more builds than were handed over and still cover what would
 * leave; null where there are none, and another build takes a request of its own. Only reads.
 */
export async function findRepeatable(tx: Tx, sandboxId: string): Promise<Repeatable | null> {
  const requests = await tx.request.findMany({
    where: {
      state: 'approved',
      copies: { some: { sandboxId } },
      signatures: { some: { voidedAt: null, builds: { gt: 1 } } },
    },
    orderBy: { submittedAt: 'desc' },
    select: { id: true, number: true },
  });
  for (const { id, number } of requests) {
    const signed = await whatIsSigned(tx, id);
    if (signed) {
      const { planVersionId, buildsLeft, validUntil } = signed;
      return { requestId: id, number, planVersionId, buildsLeft, validUntil };
    }
  }
  return null;
}

async function whatIsSigned(tx: Tx, requestId: string): Promise<SignedPlan | null> {
  try {
    return await requireSignedPlan(tx, requestId);
  } catch (error) {
    if (error instanceof KnownError && error.code === 'not_signed') return null;
    throw error;
  }
}
