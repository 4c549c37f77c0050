import type { Tx } from '../db/transaction';

/**
 * Notes that somebody said at the desk that a sandbox is in use, at the moment at which they did. The sampler would find it some
 * minutes later; a sweep in between would not know of it. A moment before the last use changes nothing.
 */
export async function noteLife(tx: Tx, sandboxId: string, at: Date): Promise<void> {
  await tx.sandboxActivity.updateMany({
    where: { sandboxId, lastSeenAt: { lt: at } },
    data: { lastSeenAt: at, lastSignal: 'acts', actsAt: at, blindMs: 0 },
  });
}
