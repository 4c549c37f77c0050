import type { CommandContext } from '../../command/command';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import { lockCopies } from '../../operations/copies/move-copy';
import { queueOperation } from '../../operations/queue-operation';

/**
 * Queues the build of a further copy for an approved refresh, in the caller's transaction. The sandbox goes on as it is.
 * Returns the sandbox's id; throws `state_conflict` when it is not ready any more or another copy is built or waits.
 */
export async function startRefresh(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  approved: { sandboxId: string; requestId: string; planVersionId: string | null; requestedById: string },
): Promise<string> {
  const { sandboxId, requestId, planVersionId, requestedById } = approved;
  await lockCopies(tx, sandboxId);
  const sandbox = await tx.sandbox.findUniqueOrThrow({ where: { id: sandboxId }, select: { state: true } });
  if (sandbox.state !== 'ready') throw conflict('The sandbox is not ready any more; decline this refresh.');
  const another = await tx.sandboxCopy.count({
    where: { sandboxId, state: { in: ['building', 'waiting'] } },
  });
  if (another > 0) throw conflict('Another copy of this sandbox is being built or waits to be activated.');
  const copyId = createId();
  const copy = { id: copyId, sandboxId, requestId, planVersionId, createdAt: now };
  await tx.sandboxCopy.create({ data: { ...copy, state: 'building' } });
  await queueOperation({ tx, enqueue }, { sandboxId, copyId, kind: 'refresh', requestedById, now });
  return sandboxId;
}
