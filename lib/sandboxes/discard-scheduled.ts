import type { Tx } from '../db/transaction';
import { conflict } from '../errors';

/**
 * Takes back the sandbox of a request whose build has not begun: nothing of it exists but its rows, so these go.
 * Throws `state_conflict` once the build has begun. Its waiting job finds no operation and ends.
 */
export async function discardScheduled(tx: Tx, requestId: string): Promise<void> {
  const { count } = await tx.sandbox.updateMany({
    where: { requestId, state: 'scheduled' },
    data: { state: 'cancelled' },
  });
  if (count === 0)
    throw conflict('Its sandbox is being built or in use already; destroy the sandbox instead.');
  const { id } = await tx.sandbox.findUniqueOrThrow({ where: { requestId }, select: { id: true } });
  await tx.operation.deleteMany({ where: { sandboxId: id } });
  await tx.sandbox.delete({ where: { id } });
}
