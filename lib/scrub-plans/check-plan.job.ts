import { z } from 'zod';
import { defineJob } from '../jobs/job';

/**
 * Holds a version of a plan against its source and keeps what was found, with masked samples for the review. The work
 * is loaded when it is delivered: the web server enqueues this job and must not carry the engine with it.
 */
export const checkPlanJob = defineJob({
  name: 'check_plan',
  payload: z.strictObject({ planVersionId: z.string() }),
  // Three tries and one to give up in: whatever goes wrong in a try is kept, so only a worker's death repeats it.
  maxAttempts: 4,
  run: async ({ planVersionId }, { signal, isLast }) => {
    const { checkVersion } = await import('./check-version');
    await checkVersion(planVersionId, signal, isLast);
  },
});
