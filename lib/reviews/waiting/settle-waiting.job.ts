import { z } from 'zod';
import { databaseNow, transaction } from '../../db/transaction';
import { enqueue } from '../../jobs/enqueue';
import { defineJob, type Job } from '../../jobs/job';

const everyMs = 15 * 60_000;
const payload = z.strictObject({});

/**
 * Looks at what waits for a decision or an answer, again and again: every worker asks for a look when it starts, and each
 * look asks for the next one before it begins, so that none that fails is the last. One waits at a time.
 */
export const settleWaitingJob: Job<typeof payload> = defineJob({
  name: 'settle_waiting',
  payload,
  maxAttempts: 1,
  run: async (_payload, { signal }) => {
    await transaction(async (tx) => {
      const runAt = new Date((await databaseNow(tx)).getTime() + everyMs);
      await enqueue(tx, settleWaitingJob, {}, { key: waitingKey, runAt });
    });
    const { settleWaiting } = await import('./settle-waiting');
    await settleWaiting(signal);
  },
});

export const waitingKey = 'waiting requests';
