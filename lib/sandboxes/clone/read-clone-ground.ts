import type { Tx } from '../../db/transaction';
import { findBusy } from '../copies/find-busy';
import type { CloneGround } from './clone';

/** What cloning a sandbox depends on, and the copy that it has in use. Only reads. */
export async function readCloneGround(
  tx: Tx,
  sandboxId: string,
): Promise<{ ground: CloneGround; copyId: string | null }> {
  const busy = await findBusy(tx, sandboxId);
  const { activeCopy } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { activeCopy: { select: { id: true, baseline: { select: { releasedAt: true } } } } },
  });
  const hasBaseline = activeCopy?.baseline?.releasedAt === null;
  return { ground: { busy, hasBaseline }, copyId: activeCopy?.id ?? null };
}
