import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { shutStates } from '../../sandboxes/sandbox';
import { closeAgain } from '../../sandboxes/shut/close-again';

/** What could not be closed is tried again after so long: whoever was in the way may be gone. */
const againMs = 3_600_000;

/** Begins to close sandboxes again that are shut and whose databases could not be closed. Returns how many. */
export async function closeUnclosed(): Promise<number> {
  const before = new Date((await databaseNow(db())).getTime() - againMs);
  const found = await db().sandbox.findMany({
    where: {
      state: { in: [...shutStates] },
      closedAt: null,
      operations: {
        none: {
          OR: [
            { kind: { in: ['close', 'reopen'] }, state: { in: ['queued', 'running'] } },
            { kind: 'close', createdAt: { gt: before } },
          ],
        },
      },
    },
    select: { id: true },
  });
  for (const { id } of found) await runOrThrow(closeAgain, { sandboxId: id }, systemActor('policy'));
  return found.length;
}
