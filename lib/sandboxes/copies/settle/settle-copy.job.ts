import { z } from 'zod';
import { databaseNow, transaction } from '../../../db/transaction';
import { enqueue } from '../../../jobs/enqueue';
import { defineJob, type Job } from '../../../jobs/job';

/** An hour of tries with growing pauses; what still fails then waits for a person, as `sandgate doctor` says. */
const maxAttempts = 10;

const payload = z.strictObject({ copyId: z.string() });

/**
 * Looks after one copy: reminds people before its days are over, discards it when they are or its signatures count no
 * more, drops what was kept long
 * enough, and begins closing and dropping again where that had failed. One job per copy waits at a time; it puts itself
 * into the queue for the next moment at which something is due.
 */
export const settleCopyJob: Job<typeof payload> = defineJob({
  name: 'settle_copy',
  payload,
  maxAttempts,
  run: async ({ copyId }) => {
    const { settleCopy } = await import('./settle-copy');
    const nextAt = await settleCopy(copyId);
    if (!nextAt) return;
    await transaction(async (tx) => {
      // Moments that have come meanwhile are looked at again at once, not in a loop here.
      const now = await databaseNow(tx);
      const runAt = nextAt > now ? nextAt : now;
      await enqueue(tx, settleCopyJob, { copyId }, { key: `copy:${copyId}`, runAt });
    });
  },
});
