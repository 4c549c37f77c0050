import type { Tx } from '../../db/transaction';

const inTheWay = ['roll_back', 'seal_copy'] as const;

/** What is waiting or running on a sandbox as far as it stands in the way of putting another copy into use. */
export type Busy = (typeof inTheWay)[number];

/** What stands in the way of putting another copy of a sandbox into use; null where nothing does. */
export async function findBusy(tx: Tx, sandboxId: string): Promise<Busy | null> {
  const found = await tx.operation.findFirst({
    where: { sandboxId, kind: { in: [...inTheWay] }, state: { in: ['queued', 'running'] } },
    orderBy: { kind: 'asc' },
    select: { kind: true },
  });
  return inTheWay.find((kind) => kind === found?.kind) ?? null;
}
