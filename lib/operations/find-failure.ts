import type { Tx } from '../db/transaction';
import type { OperationKind } from './operation';

/** The code by which the latest operation of this kind failed; null where it ended otherwise, or there is none. */
export async function findFailure(
  tx: Tx,
  where: { sandboxId: string; kind: OperationKind } | { copyId: string; kind: OperationKind },
): Promise<string | null> {
  const latest = await tx.operation.findFirst({
    where,
    orderBy: { createdAt: 'desc' },
    select: { failureCode: true },
  });
  return latest?.failureCode ?? null;
}
