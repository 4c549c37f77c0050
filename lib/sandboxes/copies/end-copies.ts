import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { requireNoClone } from '../clone/is-being-cloned';
import { isReset } from './copy';
import { moveCopy } from './move-copy';
import { releaseBaselines } from './release-baselines';

/**
 * Gives every copy of a sandbox up, in the caller's transaction, which holds its copies locked and queues its
 * destruction: whatever is on the cluster goes with that, and what was queued before is not begun any more.
 * Throws `state_conflict` while another copy is being built, or a clone of it. Returns how many were given up.
 */
export async function endCopies(tx: Tx, sandboxId: string, now: Date): Promise<number> {
  await requireNoClone(tx, sandboxId);
  const copies = await tx.sandboxCopy.findMany({
    where: { sandboxId },
    select: { id: true, state: true, origin: true },
  });
  let given = 0;
  for (const { id, state, origin } of copies) {
    if (state === 'scheduled' || state === 'building')
      throw conflict(
        isReset({ origin })
          ? 'The sandbox is being reset; cancel that first.'
          : 'A refreshed copy is being built; cancel that first.',
      );
    if (state !== 'waiting' && state !== 'active' && state !== 'kept') continue;
    await moveCopy(tx, id, { from: state, to: 'dropping' }, { dropReason: 'sandbox_destroyed' });
    given += 1;
  }
  await releaseBaselines(tx, sandboxId, now);
  await tx.sandbox.update({ where: { id: sandboxId }, data: { activeCopyId: null } });
  await tx.operation.updateMany({
    where: { sandboxId, state: 'queued' },
    data: { state: 'cancelled', finishedAt: now },
  });
  return given;
}
