import { z } from 'zod';
import { defineJob } from '../jobs/job';

/**
 * Holds a version of a plan against its source and keeps what was found, with masked samples for the review. The work
 * is loaded when it is delivered: the web server enqueues this job and must not carry the engine with it.
 */
export const checkPlanJob = defineJob({
  name: 'check_plan',
  payload: z.strictObject({ planVersionId: z.string() }),
  maxAttempts: 4,
  run: async ({ planVersionId }, { signal }) => {
    const { checkVersion } = await import('./check-version');
    await checkVersion(planVersionId, signal);
  },
});
