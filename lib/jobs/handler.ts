import type { z } from 'zod';
import type { Job, StandingJob } from './job';

/** What is done when a job is delivered. */
export type JobHandler = {
  job: Job<z.ZodType>;
  /** Refuses a payload that is not the job's own, before anything is done. */
  deliver: (raw: unknown, context: JobContext) => Promise<void>;
  /** Set for a look that each worker asks for when it starts (handle-standing.ts). */
  standing?: StandingJob;
};

export type JobContext = {
  workerId: string;
  /**
   * Aborted when the worker is asked to stop, when it was taken for dead, or when the time is up: finish the current
   * step, or reject to give the work back. Rejecting because the worker stops costs no attempt.
   */
  signal: AbortSignal;
  /**
   * No delivery comes after this one: what it rejects with puts the job aside. A job that somebody waits for gives up in it
   * and says so, since a worker that dies says nothing.
   */
  isLast: boolean;
};

/**
 * Says what a worker does with a job. Delivered at least once: `run` must be safe to repeat after a crash at any line. The
 * payload is parsed on delivery, since it crossed a database.
 */
export function handle<Payload extends z.ZodType>(
  job: Job<Payload>,
  run: (payload: z.output<Payload>, context: JobContext) => Promise<void>,
): JobHandler {
  return { job, deliver: async (raw, context) => run(job.payload.parse(raw), context) };
}
