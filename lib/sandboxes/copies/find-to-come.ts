import type { Tx } from '../../db/transaction';
import type { CopyState } from './copy';

/** The refresh of a sandbox that is asked for already, by its request's number, and the copy that is built or waits. */
export async function findToCome(
  tx: Tx,
  sandboxId: string,
): Promise<{ openRequest: number | null; toCome: CopyState | null }> {
  const [request, copy] = await Promise.all([
    tx.request.findFirst({
      where: {
        kind: 'refresh',
        concernsId: sandboxId,
        state: { in: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] },
      },
      select: { number: true },
    }),
    tx.sandboxCopy.findFirst({
      where: { sandboxId, state: { in: ['building', 'waiting'] } },
      select: { state: true },
    }),
  ]);
  return { openRequest: request?.number ?? null, toCome: copy?.state ?? null };
}
