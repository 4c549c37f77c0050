import { z } from 'zod';
import { defineJob } from '../jobs/job';

/** Mails one notice. */
export const sendNoticeMailJob = defineJob({
  name: 'send_notice_mail',
  payload: z.strictObject({ noticeId: z.string() }),
  // Graphile Worker waits exp(attempt) seconds between tries: ten of them outlast six hours of a dead mail server.
  maxAttempts: 10,
});
