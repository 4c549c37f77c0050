import type { JobHelpers } from 'graphile-worker';
import { KnownError } from '../errors';
import { log } from '../log';
import type { JobHandler } from './handler';

/** What one life of a worker knows while it delivers jobs. */
export type Shift = {
  /** Aborted with 'stopping' when the worker is asked to stop, with 'lost' when it was taken for dead. */
  signal: AbortSignal;
  /** Resolves once the worker's heartbeat is in the database: before that, others could not tell that it lives. */
  registered: Promise<void>;
};

/** No single statement of ours may run longer either. */
const defaultTimeoutMs = 30 * 60_000;

/**
 * Runs one delivery of a job to its end, its time or the end of the shift, whichever comes first, and decides what the
 * queue is told:
 *
 * - done: the job is deleted here, if this worker still holds it, and resolves;
 * - failed or out of time: rejects, and the queue tries again later or puts it aside after the last attempt;
 * - the worker stops: the job is unlocked with its attempt given back, then rejects, which no longer matches anything;
 * - taken for dead: rejects likewise, even when the work was done: the job belongs to another worker by now.
 *
 * What is kept in the queue about a failure names the error and quotes nothing, since messages may quote rows.
 */
export async function deliverJob(
  { job, deliver }: JobHandler,
  payload: unknown,
  helpers: JobHelpers,
  shift: Shift,
): Promise<void> {
  const { locked_by: workerId, id } = helpers.job;
  if (!workerId) throw new Error('This job is not locked by anyone.');
  await shift.registered;
  const { timeoutMs = defaultTimeoutMs } = job;
  const own = new AbortController();
  const signal = AbortSignal.any([own.signal, shift.signal]);
  const timeUp = new Promise<never>((_resolve, reject) => {
    own.signal.addEventListener('abort', () => reject(new OutOfTime(timeoutMs)), { once: true });
  });
  const timer = setTimeout(() => own.abort(), timeoutMs);
  try {
    const isLast = helpers.job.attempts >= helpers.job.max_attempts;
    await Promise.race([deliver(payload, { workerId, signal, isLast }), timeUp]);
  } catch (error) {
    if (shift.signal.aborted && !own.signal.aborted) {
      if (shift.signal.reason === 'stopping') await giveBack(helpers, [id], workerId);
      throw new Error('The worker stopped before the end.', { cause: error });
    }
    log.error({ job: job.name, jobId: id, attempt: helpers.job.attempts, error }, 'a job failed');
    throw new Error(sayWhat(error));
  } finally {
    clearTimeout(timer);
  }
  if (!(await finish(helpers, id, workerId)))
    throw new Error('The worker was taken for dead before the end; another one has the job.');
}

/**
 * Deletes a done job if this worker still holds it; false when it was released meanwhile. The queue would delete it
 * either way, and with it the delivery that another worker is carrying out. (Jobs of named queues are left to the
 * queue, which must unlock their queue in the same statement; we have none.)
 */
async function finish({ query, job }: JobHelpers, id: string, workerId: string): Promise<boolean> {
  if (job.job_queue_id !== null) return true;
  const { rowCount } = await query(
    'DELETE FROM graphile_worker._private_jobs WHERE "id" = $1::bigint AND "locked_by" = $2',
    [id, workerId],
  );
  return rowCount === 1;
}

/** Unlocks jobs that this worker holds, with their attempt given back; others' are left alone. */
export async function giveBack(
  helpers: Pick<JobHelpers, 'query'>,
  ids: readonly string[],
  workerId: string,
): Promise<void> {
  await helpers.query(
    `UPDATE graphile_worker._private_jobs
     SET "locked_by" = NULL, "locked_at" = NULL, "attempts" = greatest("attempts" - 1, 0)
     WHERE "id" = ANY($1::bigint[]) AND "locked_by" = $2`,
    [ids, workerId],
  );
}

class OutOfTime extends Error {
  constructor(timeoutMs: number) {
    super(`It did not end within ${Math.round(timeoutMs / 1000)} s.`);
    this.name = 'OutOfTime';
  }
}

function sayWhat(error: unknown): string {
  if (error instanceof KnownError || error instanceof OutOfTime) return error.message;
  if (!(error instanceof Error)) return 'Something that is no error was thrown.';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}; the worker's log has the place.`;
}
