import { z } from 'zod';
import { defineJob } from '../../jobs/job';
import { readingMinutes } from './reading';

/** Reads a source and proposes a class and a mask for each of its columns. */
export const classifySourceJob = defineJob({
  name: 'classify_source',
  payload: z.strictObject({ readingId: z.string() }),
  // Two tries and one to give up in.
  maxAttempts: 3,
  timeoutMs: readingMinutes * 60_000,
});
