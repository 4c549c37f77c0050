import type { Prisma } from '../../db/generated/client';
import { lockFor } from '../../db/lock';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { type CopyState, copyStateLabels, type copyTransitions } from './copy';

type Move = {
  [From in CopyState]: { from: From; to: (typeof copyTransitions)[From][number] };
}[CopyState];

/**
 * Moves a copy from one state to another, if it is still in the first; of many at once one succeeds, and each other
 * throws `state_conflict` with the state it is in now.
 */
export async function moveCopy(
  tx: Tx,
  id: string,
  move: Move,
  data: Prisma.SandboxCopyUncheckedUpdateManyInput = {},
): Promise<void> {
  const { count } = await tx.sandboxCopy.updateMany({
    where: { id, state: move.from },
    data: { ...data, state: move.to },
  });
  if (count === 1) return;
  const found = await tx.sandboxCopy.findUnique({ where: { id }, select: { state: true } });
  const now = found ? copyStateLabels[found.state].toLowerCase() : 'gone';
  throw conflict(`The copy is ${now} now. Reload the page to see what happened.`);
}

/**
 * Lets one transaction at a time decide about a sandbox's copies: which of them is in use is a rule over several rows.
 * Taken first by everything that files, activates, discards, rolls back or ends.
 */
export async function lockCopies(tx: Tx, sandboxId: string): Promise<void> {
  await lockFor(tx, `copies:${sandboxId}`);
}
