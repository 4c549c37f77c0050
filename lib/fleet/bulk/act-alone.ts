import { setTimeout as wait } from 'node:timers/promises';
import { db } from '../../db/client';
import { conflict } from '../../errors';

/** Somebody else's act of 500 takes longer than a person waits for an answer; a few take a second. */
const tries = 50;
const betweenTriesMs = 200;
/** Several times what an act of 500 takes on a busy machine. */
const longestMs = 10 * 60_000;

/**
 * Runs `work` while no other act on many sandboxes runs in any process, so that what one does is seen by the next before it
 * compares. Waits up to ten seconds for its turn, then throws `state_conflict`: nothing was done.
 *
 * The lock belongs to a transaction that changes nothing, beside those of the acts. It ends with its process, and with a process
 * that is frozen for ten seconds (`endsWhenFrozen`). So `work` calls `assertAlone` before each act: it throws `state_conflict` when
 * the lock was lost, and keeps the session from looking frozen. Who waits holds no connection, or a dozen of them would leave none
 * to the acts.
 */
export async function actAlone<T>(work: (assertAlone: () => Promise<void>) => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const turn = await takeTurn(work);
    if (turn) return turn.value;
    await wait(betweenTriesMs);
  }
  throw conflict(
    'Somebody acts on many sandboxes at this moment. Nothing was done; send it again in a minute.',
  );
}

/** Null where it is another's turn. */
async function takeTurn<T>(work: (assertAlone: () => Promise<void>) => Promise<T>) {
  return db().$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('fleet.act', 0)) AS mine`;
      if (!lock?.mine) return null;
      const assertAlone = async () => {
        try {
          await tx.$queryRaw`SELECT 1`;
        } catch {
          throw conflict('It was interrupted. What is done stays done; send it again, and it does the rest.');
        }
      };
      return { value: await work(assertAlone) };
    },
    { timeout: longestMs, maxWait: 10_000 },
  );
}
