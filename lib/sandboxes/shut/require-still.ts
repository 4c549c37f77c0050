import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';

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
