import type { ClientBase } from 'pg';
import { beatEveryMs, silentAfterMs } from './heartbeat';

/**
 * Gives the jobs of dead workers back to the living.
 *
 * Graphile Worker keeps a killed worker's jobs locked for four hours. Here every worker looks, every few seconds, for
 * workers whose heartbeat stopped and for locks whose owner has no heartbeat at all (killed before its first one), and
 * releases what they held. The attempt was counted when the job was taken, so a job that kills its worker each time
 * ends as a dead letter like one that throws.
 *
 * Concurrency: sweepers take turns by an advisory lock, which the server takes from one that is frozen (`endsWhenFrozen`).
 * A worker that renews its row while it is being swept either wins, and the row no longer matches, or loses, and finds its
 * row gone at the next beat.
 */

/** "SGSW" in ASCII. */
const lockKey = 0x53475357;

const deadWorkers = `
  WITH silent AS (
    DELETE FROM "Heartbeat"
    WHERE "beatAt" < (clock_timestamp() AT TIME ZONE 'UTC') - $1 * interval '1 millisecond'
    RETURNING "id", "kind"
  ), held AS (
    SELECT "locked_by", "locked_at" FROM graphile_worker._private_jobs WHERE "locked_by" IS NOT NULL
    UNION ALL
    SELECT "locked_by", "locked_at" FROM graphile_worker._private_job_queues WHERE "locked_by" IS NOT NULL
  )
  SELECT "id" FROM silent WHERE "kind" = 'worker'
  UNION
  SELECT "locked_by" FROM held
  WHERE "locked_at" < clock_timestamp() - $1 * interval '1 millisecond'
    AND NOT EXISTS (SELECT 1 FROM "Heartbeat" WHERE "Heartbeat"."id" = held."locked_by")`;

/** A job waits one beat per earlier death, so that several released together do not run together again. */
const releaseJobs = `
  UPDATE graphile_worker._private_jobs
  SET "locked_by" = NULL, "locked_at" = NULL,
      "last_error" = 'The worker that ran this died or fell silent.',
      "run_at" = greatest("run_at", now() + least("attempts" - 1, 5) * $2::float8 * interval '1 millisecond')
  WHERE "locked_by" = ANY($1)`;

/**
 * One sweep. Returns the dead workers' ids and how many jobs were released; nothing when another process is sweeping.
 * May be repeated at any time. Call it only from a process whose own heartbeat is steady: after an outage of the
 * database everyone looks dead for a moment.
 */
export async function sweepSilentWorkers(client: ClientBase): Promise<{ workers: string[]; jobs: number }> {
  await client.query('BEGIN');
  try {
    const lock = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      lockKey,
    ]);
    const { rows } = lock.rows[0]?.mine
      ? await client.query<{ id: string }>(deadWorkers, [silentAfterMs()])
      : { rows: [] };
    const workers = rows.map((row) => row.id);
    let jobs = 0;
    if (workers.length > 0) {
      jobs = (await client.query(releaseJobs, [workers, beatEveryMs()])).rowCount ?? 0;
      await client.query('SELECT graphile_worker.force_unlock_workers($1)', [workers]);
    }
    await client.query('COMMIT');
    return { workers, jobs };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
