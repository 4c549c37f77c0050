import type { Actor } from '../../access/actor';
import { organizationScope } from '../../access/organization-scope';
import type { Tx } from '../../db/transaction';
import { endColumns, endOf } from '../../ends/end';
import { conflict, notFound } from '../../errors';
import { lockCopies } from '../copies/move-copy';

/**
 * The sandbox that somebody opens or shuts, with its copies locked until the transaction ends: what is returned stays true.
 * Throws `not_found` for one that the actor may not know of.
 */
export async function lockSandbox(tx: Tx, actor: Actor, id: string, now: Date) {
  await lockCopies(tx, id);
  const found = await tx.sandbox.findFirst({
    where: { AND: [{ id }, organizationScope(actor)] },
    select: {
      id: true,
      slug: true,
      state: true,
      organizationId: true,
      shutById: true,
      ...endColumns,
    },
  });
  if (!found) throw notFound('sandbox');
  return { ...found, isOver: endOf(found).at <= now };
}

/** Why the sandbox can be neither opened nor shut now, in words: a worker does one of both. Null when it can. */
export async function whyNotStill(tx: Tx, sandboxId: string): Promise<string | null> {
  const busy = await tx.operation.findFirst({
    where: { sandboxId, kind: { in: ['close', 'reopen'] }, state: { in: ['queued', 'running'] } },
    select: { kind: true },
  });
  if (!busy) return null;
  return busy.kind === 'close'
    ? 'Its last connections are being closed; look again in a moment.'
    : 'It is being opened already; look again in a moment.';
}

/** Throws `state_conflict` while a worker opens or closes the sandbox: the two would undo each other. */
export async function requireStill(tx: Tx, sandboxId: string): Promise<void> {
  const moving = await whyNotStill(tx, sandboxId);
  if (moving) throw conflict(moving);
}
