import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { isConflict } from '../../errors';
import { log } from '../../log';
import type { WaitDue } from '../../policies/patience';
import { readPolicy } from '../../policies/read-policy';
import { openStates } from '../../requests/request';
import { escalateWaiting } from './escalate-waiting';
import { lapseRequest } from './lapse-request';
import { soonestReminder, waitDue } from './patience';
import { remindWaiting } from './remind-waiting';

const policy = systemActor('policy');
const steps: Record<WaitDue, (requestId: string) => Promise<unknown>> = {
  remind: (requestId) => runOrThrow(remindWaiting, { requestId }, policy),
  escalate: (requestId) => runOrThrow(escalateWaiting, { requestId }, policy),
  lapse: (requestId) => runOrThrow(lapseRequest, { requestId }, policy),
};

/** Requests that are looked at together; memory does not grow with how many wait. */
const usualPageSize = 200;

/**
 * Does what is due with every request that has waited for as long as the policy waits at least, by the database's clock, and returns how many
 * there were to do something about. Each step is a guarded command of its own: a person who decides at the same moment
 * wins or loses as a whole, and one request that fails holds up no other. `pageSize` requests are read at a time.
 */
export async function settleWaiting(signal?: AbortSignal, pageSize = usualPageSize): Promise<number> {
  const now = await databaseNow(db());
  const policy = await readPolicy(db());
  const soonest = daysAfter(now, -soonestReminder(policy.document.patience));
  let done = 0;
  let after = '';
  for (;;) {
    const page = await db().request.findMany({
      where: {
        state: { in: [...openStates] },
        waitsSince: { lte: soonest },
        id: { gt: after },
      },
      orderBy: { id: 'asc' },
      take: pageSize,
      select: {
        id: true,
        state: true,
        waitsSince: true,
        startsOn: true,
        remindedAt: true,
        escalatedAt: true,
      },
    });
    for (const request of page) {
      signal?.throwIfAborted();
      done += await carryOut(waitDue(request, policy, now), request.id);
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return done;
    after = last.id;
  }
}

/** How many steps were taken: one, or none where nothing is due or somebody was faster. */
async function carryOut(due: WaitDue | null, requestId: string): Promise<number> {
  if (due === null) return 0;
  try {
    await steps[due](requestId);
    return 1;
  } catch (error) {
    if (!isConflict(error)) log.error({ requestId, due, error }, 'a request that waits could not be seen to');
    return 0;
  }
}
