import type { Tx } from '../../db/transaction';
import type { OperationKind } from '../../operations/operation';

/** What is waiting or running on a sandbox as far as it stands in the way of putting another copy into use. */
export async function findBusy(tx: Tx, sandboxId: string): Promise<OperationKind | null> {
  const found = await tx.operation.findFirst({
    where: { sandboxId, kind: { in: ['roll_back', 'seal_copy'] }, state: { in: ['queued', 'running'] } },
    orderBy: { kind: 'asc' },
    select: { kind: true },
  });
  return found?.kind ?? null;
}
