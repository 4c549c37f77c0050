import type { Tx } from '../../db/transaction';
import { lockCopies } from './move-copy';

/** The same once its sandbox's copies are locked: what somebody else decided meanwhile is seen. */
export async function lockedCopyParties(tx: Tx, copyId: string) {
  const { sandbox } = await copyParties(tx, copyId);
  await lockCopies(tx, sandbox.id);
  return copyParties(tx, copyId);
}

/** A copy's sandbox, and who is told about it: those who asked for the sandbox and for this copy. */
export async function copyParties(tx: Tx, copyId: string) {
  const asked = { select: { requesterId: true, filedById: true } };
  const { request, sandbox, ...copy } = await tx.sandboxCopy.findUniqueOrThrow({
    where: { id: copyId },
    select: {
      state: true,
      decideBy: true,
      keptUntil: true,
      sealedAt: true,
      requestId: true,
      readyAt: true,
      request: asked,
      sandbox: { select: { id: true, slug: true, organizationId: true, request: asked } },
    },
  });
  const { request: first, ...its } = sandbox;
  const parties = request ? [first, request] : [first];
  const told = parties.flatMap(({ requesterId, filedById }) => [requesterId, filedById]);
  return { ...copy, sandbox: its, told: [...new Set(told)] };
}
