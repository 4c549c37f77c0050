import type { CommandContext } from '../../command/command';
import { queueOperation } from '../../operations/queue-operation';
import { lockCopies } from '../copies/move-copy';
import { releaseBaselines } from '../copies/release-baselines';
import { sandboxOperations } from '../operations/sandbox-operation';
import { openClonedJob } from './open-cloned.job';

/**
 * Lets the sandbox go that a clone was made from, in the transaction that ends the clone's build in any way: it is opened again
 * where it was closed for that, and its baseline is held by the clone no more. A baseline that nothing else holds is dropped:
 * the copy that it was sealed of was dropped without it. Nothing happens for a copy of another origin.
 */
export async function letGo(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  copyId: string,
): Promise<void> {
  const { origin, request } = await tx.sandboxCopy.findUniqueOrThrow({
    where: { id: copyId },
    select: { origin: true, request: { select: { concernsId: true, cloneMoment: true } } },
  });
  const sandboxId = request?.concernsId;
  if (origin !== 'sandbox' || !sandboxId) return;
  await lockCopies(tx, sandboxId);
  const { drop_copy: kind } = sandboxOperations;
  for (const sealedOf of await releaseBaselines(tx, sandboxId, now))
    await queueOperation({ tx, enqueue }, { sandboxId, copyId: sealedOf, kind, requestedById: null, now });
  if (request.cloneMoment === 'now')
    await enqueue(openClonedJob, { sandboxId }, { key: `open_cloned:${sandboxId}` });
}
