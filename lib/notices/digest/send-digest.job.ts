import { z } from 'zod';
import { defineJob } from '../../jobs/job';

/** Mails one person's digest, if it is due. */
export const sendDigestJob = defineJob({
  name: 'send_digest',
  payload: z.strictObject({ personId: z.string() }),
  // As many as for a single notice; the next look asks for it again after that.
  maxAttempts: 10,
});
