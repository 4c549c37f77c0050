import type { CommandContext } from '../../command/command';
import { queueOperation } from '../../operations/queue-operation';
import { sandboxOperations } from '../operations/sandbox-operation';
import type { CopyDropReason } from './copy';
import { moveCopy } from './move-copy';
import { releaseBaselines } from './release-baselines';

/**
 * Gives a copy up, in the caller's transaction, and queues its removal from the cluster, with that of baselines to which
 * nothing returns any more. Returns the operation's id; throws `state_conflict` when it is not in that state any more.
 */
export async function dropCopy(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  copy: {
    id: string;
    sandboxId: string;
    from: 'waiting' | 'kept';
    reason: CopyDropReason;
    requestedById: string | null;
  },
): Promise<string> {
  const { id, sandboxId, from, reason, requestedById } = copy;
  await moveCopy(tx, id, { from, to: 'dropping' }, { dropReason: reason });
  await releaseBaselines(tx, sandboxId, now);
  return queueOperation(
    { tx, enqueue },
    { sandboxId, copyId: id, kind: sandboxOperations.drop_copy, requestedById, now },
  );
}
