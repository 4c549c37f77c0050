import type { Client } from 'pg';
import { openConnection } from '../connect';
import { ProvisioningError } from '../provisioning-error';
import type { SnapshotLimits } from '../snapshot/limits';
import { watchPressure } from '../snapshot/source/watch-pressure';

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
  const pids: number[] = [];
  for (const session of sessions) {
    const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    pids.push(...rows.map((row) => row.pid));
  }
  const stop = new AbortController();
  const watched = watchPressure(watcher, pids, limits, AbortSignal.any([stop.signal, source.signal]), giveUp);
  const deadline = setTimeout(() => giveUp(heldTooLong(limits)), limits.heldMs);
  return async () => {
    clearTimeout(deadline);
    stop.abort();
    await watched;
    await watcher.end().catch(() => undefined);
  };
}

function heldTooLong({ heldMs }: ProofLimits): ProvisioningError {
  const message = `The source was read in one moment for ${Math.round(heldMs / 1_000)} s, the most it may be.`;
  return new ProvisioningError('time_exceeded', message);
}
