import { dayMs } from '../days';
import { defineStandingJob } from '../jobs/job';

/** Forgets keys of forms that were sent a week ago, once a day. */
export const forgetKeysJob = defineStandingJob({ name: 'forget_keys', maxAttempts: 1, everyMs: dayMs });
