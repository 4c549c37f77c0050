import type { Actor } from '../../access/actor';
import type { CommandContext } from '../../command/command';
import { createId } from '../../ids';

/**
 * Takes back a refresh that is still asked for, in the transaction that destroys its sandbox: there is nothing left to
 * decide. It stands here and not with the requests, which build on sandboxes; every open state leads to withdrawn.
 */
export async function withdrawRefresh(
  { tx, actor, now }: Pick<CommandContext<unknown>, 'tx' | 'now'> & { actor: Actor },
  sandboxId: string,
): Promise<void> {
  const open = await tx.request.findFirst({
    where: {
      refreshesId: sandboxId,
      state: { in: ['awaiting_support', 'awaiting_customer', 'awaiting_compliance'] },
    },
    select: { id: true, state: true },
  });
  if (!open) return;
  const { count } = await tx.request.updateMany({
    where: { id: open.id, state: open.state },
    data: { state: 'withdrawn', updatedAt: now },
  });
  if (count === 0) return withdrawRefresh({ tx, actor, now }, sandboxId);
  await tx.requestEvent.create({
    data: {
      id: createId(),
      requestId: open.id,
      at: now,
      actorId: actor.kind === 'person' ? actor.id : null,
      kind: 'withdrawn',
      text: 'The sandbox is being destroyed.',
      details: {},
    },
  });
}
