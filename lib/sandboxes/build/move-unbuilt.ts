import type { CommandContext } from '../../command/command';
import { letGo } from '../clone/let-go';
import { type CopyHandOver, type CopyOrigin, isReset } from '../copies/copy';
import { moveCopy } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';

/**
 * Records that a copy was not built. A sandbox whose first copy it was to be goes the same way; one that is in use goes on as
 * it is, and so does one that it was to be cloned from. Throws `state_conflict` where it is not being built any more.
 */
export async function moveUnbuilt(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  copy: { id: string; sandboxId: string; handOver: CopyHandOver; origin: CopyOrigin },
  to: 'failed' | 'cancelled',
): Promise<void> {
  const { tx } = context;
  await moveCopy(tx, copy.id, { from: 'building', to });
  if (copy.handOver === 'at_once' && !isReset(copy))
    await moveSandbox(tx, copy.sandboxId, { from: 'building', to });
  await letGo(context, copy.id);
}
