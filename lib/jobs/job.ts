import { z } from 'zod';

/**
 * Something that happens later: its name, its payload and its limits, which is all that whoever asks for it needs. What is
 * done stands in another file, its handler (handler.ts), which only workers load: the web server enqueues jobs and must
 * not carry the engine with them. The payload carries ids, never values or secrets, since jobs are rows that operators read.
 */
export type Job<Payload extends z.ZodType> = {
  name: string;
  payload: Payload;
  /** Tries before the job is put aside for a person to look at. */
  maxAttempts: number;
  /** A try that lasts longer counts as failed and its signal is aborted; half an hour when left out. */
  timeoutMs?: number;
};

/** Declares a job; the identity function, for its types. */
export function defineJob<Payload extends z.ZodType>(job: Job<Payload>): Job<Payload> {
  return job;
}

const nothing = z.strictObject({});

/**
 * A look that nobody asks for. Every worker asks for one when it starts, and each look asks for the next one before it
 * begins, so that none that fails is the last. One waits at a time, however many workers there are.
 */
export type StandingJob = Job<typeof nothing> & {
  /** From the beginning of one look to the next; null where a look at the start of each worker is enough. */
  everyMs: number | null;
};

/** Declares a standing job. Its payload is empty. */
export function defineStandingJob(job: Omit<StandingJob, 'payload'>): StandingJob {
  return { ...job, payload: nothing };
}
