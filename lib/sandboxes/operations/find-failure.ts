import type { Tx } from '../../db/transaction';

/** The code by which the latest build of a copy failed; null where it ended otherwise, or there is none. */
export async function findFailure(tx: Tx, copyId: string): Promise<string | null> {
  const latest = await tx.operation.findFirst({
    where: { copyId, kind: 'build' },
    orderBy: { createdAt: 'desc' },
    select: { failureCode: true },
  });
  return latest?.failureCode ?? null;
}
