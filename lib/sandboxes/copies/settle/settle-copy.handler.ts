import { databaseNow, transaction } from '../../../db/transaction';
import { enqueue } from '../../../jobs/enqueue';
import { handle } from '../../../jobs/handler';
import { settleCopy } from './settle-copy';
import { settleCopyJob } from './settle-copy.job';

export const settleOneCopy = handle(settleCopyJob, async ({ copyId }) => {
  const nextAt = await settleCopy(copyId);
  if (!nextAt) return;
  await transaction(async (tx) => {
    // Moments that have come meanwhile are looked at again at once, not in a loop here.
    const now = await databaseNow(tx);
    const runAt = nextAt > now ? nextAt : now;
    await enqueue(tx, settleCopyJob, { copyId }, { key: `copy:${copyId}`, runAt });
  });
});
