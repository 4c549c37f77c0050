import { db } from '../db/client';
import { silentAfterMs } from './heartbeat';

/** What the queue and its processes look like from outside: for the health check, the doctor and operators. */

export type QueueState = {
  /** Due and waiting for a worker. */
  waiting: number;
  /** How long the oldest of them has been due; 0 when none is. */
  oldestWaitingMs: number;
  running: number;
  /** Out of attempts; see `listDeadJobs`. */
  dead: number;
};

/** Counts of the queue at this moment, by the database's clock. */
export async function readQueue(): Promise<QueueState> {
  const [row] = await db().$queryRaw<QueueState[]>`
    SELECT
      count(*) FILTER (WHERE due)::int AS "waiting",
      coalesce(extract(epoch FROM clock_timestamp() - min("run_at") FILTER (WHERE due)) * 1000, 0)::float8
        AS "oldestWaitingMs",
      count(*) FILTER (WHERE "locked_at" IS NOT NULL)::int AS "running",
      count(*) FILTER (WHERE "locked_at" IS NULL AND "attempts" >= "max_attempts")::int AS "dead"
    FROM (
      SELECT *, "is_available" AND "run_at" <= clock_timestamp() AS due FROM graphile_worker._private_jobs
    ) AS jobs`;
  if (!row) throw new Error('The queue did not answer.');
  return row;
}

export type DeadJob = {
  id: string;
  name: string;
  attempts: number;
  lastError: string | null;
  payload: unknown;
  createdAt: Date;
};

/** Jobs that used up their attempts, oldest first, at most `limit`. They stay until someone decides about them. */
export async function listDeadJobs(limit = 50): Promise<DeadJob[]> {
  return db().$queryRaw<DeadJob[]>`
    SELECT jobs."id"::text, tasks."identifier" AS "name", jobs."attempts"::int, jobs."last_error" AS "lastError",
           jobs."payload", jobs."created_at" AS "createdAt"
    FROM graphile_worker._private_jobs AS jobs
    JOIN graphile_worker._private_tasks AS tasks ON tasks."id" = jobs."task_id"
    WHERE jobs."attempts" >= jobs."max_attempts" AND jobs."locked_at" IS NULL
    ORDER BY jobs."id"
    LIMIT ${limit}`;
}

/** Web servers and workers whose heartbeat is fresh. */
export async function countLiving(): Promise<{ web: number; worker: number }> {
  const rows = await db().$queryRaw<{ kind: string; count: number }[]>`
    SELECT "kind", count(*)::int AS "count" FROM "Heartbeat"
    WHERE "beatAt" > (clock_timestamp() AT TIME ZONE 'UTC') - ${silentAfterMs()} * interval '1 millisecond'
    GROUP BY "kind"`;
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { web: of('web'), worker: of('worker') };
}
