import type { Client } from 'pg';
import { openConnection } from '../connect';
import type { SnapshotLimits } from '../snapshot/limits';
import { heldTooLong } from '../snapshot/limits';
import { beginWatch, pidOf } from '../snapshot/source/watch-pressure';

/** What a proof may cost a source whose snapshot it holds itself: as much as a copy may. */
export type ProofLimits = Pick<SnapshotLimits, 'heldMs' | 'blockingMs'>;

/**
 * Calls `giveUp` once, when the snapshot of these sessions was held for too long (`time_exceeded`) or somebody has waited
 * for their locks for too long (`source_pressure`). Watches from a session of its own; the returned function ends it.
 */
export async function guardSource(
  source: { url: string; applicationName: string; signal: AbortSignal },
  sessions: readonly Client[],
  limits: ProofLimits,
  giveUp: (reason: unknown) => void,
): Promise<() => Promise<void>> {
  const { url, ...shared } = source;
  const watcher = await openConnection(url, { side: 'source', ...shared });
  const pids = await Promise.all(sessions.map(pidOf));
  const stop = beginWatch(watcher, pids, limits, source.signal, giveUp);
  const deadline = setTimeout(() => giveUp(heldTooLong(limits)), limits.heldMs);
  return async () => {
    clearTimeout(deadline);
    await stop();
    await watcher.end().catch(() => undefined);
  };
}
