import { defineStandingJob } from '../../jobs/job';

/** Keeps the next stage of each sandbox, by which the fleet is sorted, every minute. */
export const storeStagesJob = defineStandingJob({ name: 'store_stages', maxAttempts: 1, everyMs: 60_000 });
