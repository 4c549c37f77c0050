import { z } from 'zod';
import { defineJob } from '../jobs/job';

/** Holds a version of a plan against its source and keeps what was found, with masked samples for the review. */
export const checkPlanJob = defineJob({
  name: 'check_plan',
  payload: z.strictObject({ planVersionId: z.string() }),
  // Three tries and one to give up in: whatever goes wrong in a try is kept, so only a worker's death repeats it.
  maxAttempts: 4,
});
