import { z } from 'zod';
import { defineJob } from '../../jobs/job';

/**
 * Opens a sandbox that was closed while it was cloned, once the clone has ended in any way. The worker that made the clone has
 * opened it as a rule; this is for one that died in between.
 */
export const openClonedJob = defineJob({
  name: 'open_cloned',
  payload: z.strictObject({ sandboxId: z.string() }),
  // An hour of tries with growing pauses; what still fails then waits for a person, as `sandgate doctor` says.
  maxAttempts: 10,
});
