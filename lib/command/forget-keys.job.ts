import { z } from 'zod';
import { dayMs } from '../days';
import { databaseNow, transaction } from '../db/transaction';
import { enqueue } from '../jobs/enqueue';
import { defineJob, type Job } from '../jobs/job';

/** Longer than a page stays open whose form is sent a second time. */
const keptDays = 7;
const payload = z.strictObject({});

/**
 * Forgets keys of forms that were sent a week ago, by the database's clock, once a day. A form that is sent again later than
 * that is carried out again. Every worker asks for a look when it starts, and each look asks for the next one before it
 * begins. One waits at a time.
 */
export const forgetKeysJob: Job<typeof payload> = defineJob({
  name: 'forget_keys',
  payload,
  maxAttempts: 1,
  run: async () => {
    await transaction(async (tx) => {
      const now = (await databaseNow(tx)).getTime();
      await enqueue(tx, forgetKeysJob, {}, { key: forgetKeysKey, runAt: new Date(now + dayMs) });
      await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - keptDays * dayMs) } } });
    });
  },
});

export const forgetKeysKey = 'forget keys';
