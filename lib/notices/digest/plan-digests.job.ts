import { defineStandingJob } from '../../jobs/job';

/** Looks every five minutes whose digest is due. */
export const planDigestsJob = defineStandingJob({ name: 'plan_digests', maxAttempts: 1, everyMs: 300_000 });
