import type { Tx } from '../../db/transaction';
import { openStates } from '../../requests/request';
import type { Busy, CopyState } from './copy';
import { findBusy } from './find-busy';

/**
 * The refresh of a sandbox that is asked for already, by its request's number, the copy that is built or waits, and what else
 * is being done to it.
 */
export async function findToCome(
  tx: Tx,
  sandboxId: string,
): Promise<{ openRequest: number | null; toCome: CopyState | null; busy: Busy | null }> {
  const [request, copy, busy] = await Promise.all([
    tx.request.findFirst({
      where: {
        kind: 'refresh',
        concernsId: sandboxId,
        state: { in: [...openStates] },
      },
      select: { number: true },
    }),
    tx.sandboxCopy.findFirst({
      where: { sandboxId, state: { in: ['scheduled', 'building', 'waiting'] } },
      select: { state: true },
    }),
    findBusy(tx, sandboxId),
  ]);
  return { openRequest: request?.number ?? null, toCome: copy?.state ?? null, busy };
}
