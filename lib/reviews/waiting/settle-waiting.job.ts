import { defineStandingJob } from '../../jobs/job';

/** Looks at what waits for a decision or an answer: reminds, escalates and closes. */
export const settleWaitingJob = defineStandingJob({
  name: 'settle_waiting',
  maxAttempts: 1,
  everyMs: 15 * 60_000,
});
