import type { z } from 'zod';
import type { Tx } from '../db/transaction';
import type { Job } from './job';

export type EnqueueOptions = {
  /** Not before this moment; now when left out. */
  runAt?: Date;
  /** Not before so many milliseconds from now have passed, in place of `runAt`. */
  inMs?: number;
  /** At most one waiting job carries this key; a later one replaces it. */
  key?: string;
};

/**
 * Adds a job in the caller's transaction: it exists if and only if the change it belongs to commits. (Graphile Worker,
 * "Adding jobs through SQL".)
 */
export async function enqueue<Payload extends z.ZodType>(
  tx: Tx,
  job: Job<Payload>,
  payload: z.input<Payload>,
  options: EnqueueOptions = {},
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${job.name}::text,
      ${JSON.stringify(payload)}::json,
      run_at := coalesce(
        ${options.runAt ?? null}::timestamptz,
        clock_timestamp() + ${options.inMs ?? null}::float8 * interval '1 millisecond'),
      max_attempts := ${job.maxAttempts}::int,
      job_key := ${options.key ?? null}::text)`;
}
