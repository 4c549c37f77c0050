import type { Tx } from '../../db/transaction';
import { findToCome } from '../copies/find-to-come';
import { type ResetGround, resetsCountSince } from './reset';

/** The copy that a sandbox has in use, the one that is kept, and what a reset depends on beside them. Only reads. */
export async function readResetGround(tx: Tx, sandboxId: string, now: Date) {
  const [{ toCome, busy }, copies, begun] = await Promise.all([
    findToCome(tx, sandboxId),
    tx.sandboxCopy.findMany({
      where: { sandboxId, state: { in: ['active', 'kept'] } },
      select: {
        id: true,
        state: true,
        planVersionId: true,
        baselineId: true,
        baseline: { select: { releasedAt: true } },
      },
    }),
    tx.sandboxCopy.findMany({
      where: { sandboxId, origin: 'baseline', createdAt: { gt: resetsCountSince(now) } },
      select: { createdAt: true },
    }),
  ]);
  const inUse = copies.find(({ state }) => state === 'active') ?? null;
  const kept = copies.find(({ state }) => state === 'kept') ?? null;
  const hasBaseline = inUse?.baseline?.releasedAt === null;
  const ground: ResetGround = { busy, toCome, hasBaseline };
  return { inUse, kept, ground, begun: begun.map(({ createdAt }) => createdAt) };
}
