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
  /** A try that lasts longer counts as failed and its signal is aborted; half an hour when left out. */
  timeoutMs?: number;
  run: (payload: z.output<Payload>, context: JobContext) => Promise<void>;
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

/** No single statement of ours may run longer either. */
const defaultTimeoutMs = 30 * 60_000;

/** Declares a job; the identity function, for its types. */
export function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}

/** A job whose payload type is known to itself alone, as the worker holds it. */
export type AnyJob = {
  name: string;
  maxAttempts: number;
  timeoutMs: number;
  deliver: (raw: unknown, context: JobContext) => Promise<void>;
};

/** Prepares a job for the worker's list: the payload is parsed on delivery, since it crossed a database. */
export function deliverable<Payload extends z.ZodType>(job: Job<Payload>): AnyJob {
  const { name, maxAttempts, timeoutMs = defaultTimeoutMs } = job;
  return {
    name,
    maxAttempts,
    timeoutMs,
    deliver: async (raw, context) => job.run(job.payload.parse(raw), context),
  };
}
