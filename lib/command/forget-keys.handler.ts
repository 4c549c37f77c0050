import { dayMs } from '../days';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { handleStanding } from '../jobs/handle-standing';
import { forgetKeysJob } from './forget-keys.job';

/** Longer than a page stays open whose form is sent a second time. A form that is sent again later is carried out again. */
const keptDays = 7;

export const forgetKeys = handleStanding(forgetKeysJob, async () => {
  const now = (await databaseNow(db())).getTime();
  await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now - keptDays * dayMs) } } });
});
