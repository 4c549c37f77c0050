import { defineStandingJob } from '../../jobs/job';
import { slotMinutes } from '../activity';

/** Looks every five minutes which sandboxes were used. */
export const sampleActivityJob = defineStandingJob({
  name: 'sample_activity',
  maxAttempts: 1,
  everyMs: slotMinutes * 60_000,
});
