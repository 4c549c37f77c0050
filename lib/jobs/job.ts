import type { z } from 'zod';

/**
 * Something that happens later. Delivered at least once: `run` must be safe to repeat after a crash at any line. The
 * payload carries ids, never values or secrets, since jobs are rows that operators read.
 */
export type Job<Payload extends z.ZodType> = {
  name: string;
  payload: Payload;
  /** Tries before the job is put aside for a person to look at. */
  maxAttempts: number;
  run: (payload: z.output<Payload>, context: JobContext) => Promise<void>;
};

export type JobContext = {
  workerId: string;
  /** Aborted when the worker is asked to stop: finish the current step or give the work back. */
  signal: AbortSignal;
};

/** Declares a job; the identity function, for its types. */
export function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}

/** A job whose payload type is known to itself alone, as the worker holds it. */
export type AnyJob = {
  name: string;
  maxAttempts: number;
  deliver: (raw: unknown, context: JobContext) => Promise<void>;
};

/** Prepares a job for the worker's list: the payload is parsed on delivery, since it crossed a database. */
export function deliverable<Payload extends z.ZodType>(job: Job<Payload>): AnyJob {
  const { name, maxAttempts } = job;
  return { name, maxAttempts, deliver: async (raw, context) => job.run(job.payload.parse(raw), context) };
}
