import type { Client } from 'pg';
import { clock } from '@/lib/clock';
import { ProvisioningError, toProvisioningError } from '../../provisioning-error';
import type { SnapshotLimits } from '../limits';

/**
 * Sees to it that the source feels nothing it was not promised: a change of structure in production that waits for one
 * of our locks makes every later reader of that table wait too, so the copy gives way rather than finish.
 */

type BlockedRow = { relation: string | null };

const pollMs = 500;

/** Sessions that wait for a lock which one of ours holds. Every role may read this. */
const blockedSql = `
  SELECT l.relation::regclass::text AS relation
    FROM pg_catalog.pg_locks l
   WHERE NOT l.granted AND l.locktype = 'relation' AND l.pid <> ALL ($1::int[])
     AND pg_catalog.pg_blocking_pids(l.pid) && $1::int[]
   LIMIT 1`;

/** The number of a session's process, by which the server names who waits for whom. */
export async function pidOf(session: Client): Promise<number> {
  const { rows } = await session.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** Begins to watch until the returned function is called, which settles once nothing is asked of `watcher` any more. */
export function beginWatch(
  watcher: Client,
  pids: readonly number[],
  limits: Pick<SnapshotLimits, 'blockingMs'>,
  signal: AbortSignal,
  giveUp: (reason: unknown) => void,
): () => Promise<void> {
  const stop = new AbortController();
  const watched = watchPressure(watcher, pids, limits, AbortSignal.any([stop.signal, signal]), giveUp);
  return async () => {
    stop.abort();
    await watched;
  };
}

/**
 * Watches until `stop` fires, and calls `giveUp` at most once: with `source_pressure`, naming the table, when someone
 * has waited for longer than `limits.blockingMs`. A watch that fails gives up too, since nobody would look any more.
 */
async function watchPressure(
  client: Client,
  pids: readonly number[],
  limits: Pick<SnapshotLimits, 'blockingMs'>,
  stop: AbortSignal,
  giveUp: (reason: unknown) => void,
): Promise<void> {
  let blockedSince: number | null = null;
  while (!stop.aborted) {
    const now = clock.elapsed();
    const looked = await findBlocked(client, pids);
    if (looked instanceof ProvisioningError) return stop.aborted ? undefined : giveUp(looked);
    blockedSince = looked ? (blockedSince ?? now) : null;
    if (looked && blockedSince !== null && now - blockedSince >= limits.blockingMs) {
      const message = `Another session of the source waits to change ${looked.relation ?? 'a table'}; the copy gave way to it.`;
      return giveUp(new ProvisioningError('source_pressure', message));
    }
    await clock.sleep(pollMs, stop);
  }
}

/** A session that waits for us, if there is one; the reason where nobody can look. */
async function findBlocked(
  client: Client,
  pids: readonly number[],
): Promise<BlockedRow | undefined | ProvisioningError> {
  try {
    const { rows } = await client.query<BlockedRow>(blockedSql, [pids]);
    return rows[0];
  } catch (thrown) {
    return toProvisioningError(thrown, 'source', 'watching for sessions that wait');
  }
}
