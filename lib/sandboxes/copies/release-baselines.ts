import type { Tx } from '../../db/transaction';
import { onClusterStates } from './copy';

/** States from which a copy may still be used, or returned to. */
const mayBeUsed = ['scheduled', ...onClusterStates] as const;

/**
 * Releases the baselines of a sandbox to which nothing can return any more, in the caller's transaction, which holds the
 * sandbox's copies locked and has just given one of them up. Whoever drops a copy of the sandbox next drops them as well.
 * Returns the copies that they were sealed of.
 */
export async function releaseBaselines(tx: Tx, sandboxId: string, now: Date): Promise<string[]> {
  const released = await tx.baseline.updateManyAndReturn({
    where: { sandboxId, releasedAt: null, copies: { none: { state: { in: [...mayBeUsed] } } } },
    data: { releasedAt: now },
    select: { copyId: true },
  });
  return released.map(({ copyId }) => copyId);
}

/** What of a sandbox other copies than this one need on the cluster: baselines that are not released, and roles. */
export async function findNeeded(
  tx: Tx,
  { copyId, sandboxId }: { copyId: string; sandboxId: string },
): Promise<string[]> {
  const [baselines, copies] = await Promise.all([
    tx.baseline.findMany({ where: { sandboxId, releasedAt: null }, select: { database: true, role: true } }),
    tx.sandboxCopy.findMany({
      where: {
        sandboxId,
        id: { not: copyId },
        state: { in: [...mayBeUsed, 'dropping'] },
        role: { not: null },
      },
      select: { role: true },
    }),
  ]);
  return [
    ...baselines.flatMap(({ database, role }) => [database, role]),
    ...copies.flatMap(({ role }) => role ?? []),
  ];
}

/** Baselines of a sandbox that are released and may be on the cluster still. */
export async function findReleased(tx: Tx, sandboxId: string): Promise<string[]> {
  const found = await tx.baseline.findMany({
    where: { sandboxId, releasedAt: { not: null }, droppedAt: null },
    select: { database: true },
  });
  return found.map(({ database }) => database);
}
