import type { Tx } from '../../db/transaction';
import { isBeingCloned } from '../clone/is-being-cloned';
import type { Busy } from './copy';

const inTheWay = ['roll_back', 'seal_copy'] as const;

/** What stands in the way of putting another copy of a sandbox into use; null where nothing does. */
export async function findBusy(tx: Tx, sandboxId: string): Promise<Busy | null> {
  const resetting = { sandboxId, origin: 'baseline', state: 'building' } as const;
  if ((await tx.sandboxCopy.count({ where: resetting })) > 0) return 'reset';
  if (await isBeingCloned(tx, sandboxId)) return 'clone';
  const found = await tx.operation.findFirst({
    where: { sandboxId, kind: { in: [...inTheWay] }, state: { in: ['queued', 'running'] } },
    orderBy: { kind: 'asc' },
    select: { kind: true },
  });
  return inTheWay.find((kind) => kind === found?.kind) ?? null;
}
