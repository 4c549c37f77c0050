import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import { type SandboxState, sandboxStateLabels, type sandboxTransitions } from './sandbox';

/** Every pair of the transition table. */
export type SandboxMove = {
  [From in SandboxState]: {
    [To in (typeof sandboxTransitions)[From][number]]: { from: From; to: To };
  }[(typeof sandboxTransitions)[From][number]];
}[SandboxState];

/**
 * Moves a sandbox from one state to another, if it is still in the first; of many at once one succeeds, and each other
 * throws `state_conflict` with the state it is in now. It stands among the operations, since every move of a sandbox is
 * the beginning or the end of one.
 */
export async function moveSandbox(
  tx: Tx,
  id: string,
  move: SandboxMove,
  data: Prisma.SandboxUncheckedUpdateManyInput = {},
): Promise<void> {
  const { count } = await tx.sandbox.updateMany({
    where: { id, state: move.from },
    data: { ...data, state: move.to },
  });
  if (count === 1) return;
  const found = await tx.sandbox.findUnique({ where: { id }, select: { state: true } });
  const now = found ? sandboxStateLabels[found.state].toLowerCase() : 'gone';
  throw conflict(`The sandbox is ${now} now. Reload the page to see what happened.`);
}
