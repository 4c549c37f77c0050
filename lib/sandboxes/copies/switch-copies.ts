import type { CommandContext } from '../../command/command';
import { daysAfter } from '../../days';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { queueOperation } from '../../operations/queue-operation';
import { sandboxOperations } from '../operations/sandbox-operation';
import { keepDays } from './copy';
import { dropCopy } from './drop-copy';
import { moveCopy } from './move-copy';
import { settleCopyJob } from './settle/settle-copy.job';

type Switch = {
  sandboxId: string;
  /** The copy that is put into use, and the state in which it must still be. */
  copyId: string;
  from: 'building' | 'waiting' | 'kept';
  requestedById: string | null;
};

/**
 * Puts a copy into use, in the caller's transaction, which holds the sandbox's copies locked: from its commit on every
 * call of the sandbox's API finds the other database and role. The copy that was in use is kept and closed by a worker;
 * one that was kept before is dropped. Returns until when the former one can be returned to. Throws `state_conflict`.
 */
export async function switchCopies(
  { tx, now, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  { sandboxId, copyId, from, requestedById }: Switch,
): Promise<{ formerId: string; keptUntil: Date }> {
  const former = await tx.sandboxCopy.findFirst({
    where: { sandboxId, state: 'active' },
    select: { id: true },
  });
  if (!former) throw conflict('The sandbox has no copy in use.');
  const earlier = await tx.sandboxCopy.findMany({
    where: { sandboxId, state: 'kept', id: { not: copyId } },
    select: { id: true },
  });
  for (const { id } of earlier)
    await dropCopy({ tx, enqueue, now }, { id, sandboxId, from: 'kept', reason: 'replaced', requestedById });
  const keptUntil = daysAfter(now, keepDays);
  await moveCopy(tx, former.id, { from: 'active', to: 'kept' }, { keptUntil, sealedAt: null });
  const opened = { activatedAt: now, keptUntil: null, sealedAt: null, decideBy: null };
  await moveCopy(tx, copyId, { from, to: 'active' }, opened);
  await pointSandbox(tx, sandboxId, copyId);
  const seal = { sandboxId, copyId: former.id, kind: sandboxOperations.seal_copy, requestedById, now };
  await queueOperation({ tx, enqueue }, seal);
  await enqueue(settleCopyJob, { copyId: former.id }, { key: `copy:${former.id}`, runAt: keptUntil });
  return { formerId: former.id, keptUntil };
}

async function pointSandbox(tx: Tx, sandboxId: string, copyId: string): Promise<void> {
  const { count } = await tx.sandbox.updateMany({
    where: { id: sandboxId, state: 'ready' },
    data: { activeCopyId: copyId },
  });
  if (count === 0) throw conflict('The sandbox is not ready any more.');
}
