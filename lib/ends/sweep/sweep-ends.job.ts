import { defineStandingJob } from '../../jobs/job';

/** Looks at the ends of sandboxes every minute: warns, suspends, retires and drops what is due. */
export const sweepEndsJob = defineStandingJob({ name: 'sweep_ends', maxAttempts: 1, everyMs: 60_000 });
