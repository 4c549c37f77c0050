import { z } from 'zod';
import { defineJob } from '../../../jobs/job';

/**
 * Looks after one copy: reminds people before its days are over, discards it when they are or its signatures count no
 * more, drops what was kept long enough, and begins closing and dropping again where that had failed. One job per copy
 * waits at a time; it puts itself into the queue for the next moment at which something is due.
 */
export const settleCopyJob = defineJob({
  name: 'settle_copy',
  payload: z.strictObject({ copyId: z.string() }),
  // An hour of tries with growing pauses; what still fails then waits for a person, as `sandgate doctor` says.
  maxAttempts: 10,
});
