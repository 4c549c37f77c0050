import type { Tx } from '../../db/transaction';
import { moveCopy } from '../../operations/copies/move-copy';

/**
 * Gives every copy of a sandbox up, in the caller's transaction, which holds its copies locked and queues its
 * destruction: whatever is on the cluster goes with that. Nothing happens for a sandbox that never had one.
 */
export async function endCopies(tx: Tx, sandboxId: string): Promise<void> {
  const copies = await tx.sandboxCopy.findMany({ where: { sandboxId }, select: { id: true, state: true } });
  for (const { id, state } of copies)
    if (state === 'waiting' || state === 'active' || state === 'kept')
      await moveCopy(tx, id, { from: state, to: 'dropping' }, { dropReason: 'sandbox_destroyed' });
}
