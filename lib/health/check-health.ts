import { clock } from '../clock';
import { countLiving, readQueue } from '../jobs/read-queue';

/**
 * Whether this instance can do its work, part by part, for load balancers and operators. Says nothing about why: what
 * answers without a sign-in must not describe the inside. `sandgate doctor` does.
 */

export type PartHealth = 'ok' | 'down' | 'unknown';
export type Health = { web: PartHealth; worker: PartHealth; queue: PartHealth; database: PartHealth };

/** A balancer gives up after a few seconds; an answer that says "down" must come before that. */
const patienceMs = 3_000;

/**
 * A due job waits longer than this only when the workers do not take any: twenty builds asked at once are through in
 * less on a machine with two cores.
 */
const longestWaitMs = 5 * 60_000;

/** The health of each part. Without the database the state of worker and queue is unknown. Never rejects. */
export async function checkHealth(): Promise<Health> {
  const unknown: Health = { web: 'ok', worker: 'unknown', queue: 'unknown', database: 'down' };
  const patience = new AbortController();
  const tooLate = clock.sleep(patienceMs, patience.signal).then(() => unknown);
  try {
    return await Promise.race([lookAtDatabase(), tooLate]);
  } catch {
    return unknown;
  } finally {
    patience.abort();
  }
}

async function lookAtDatabase(): Promise<Health> {
  const [living, queue] = await Promise.all([countLiving(), readQueue()]);
  return {
    web: 'ok',
    worker: living.worker > 0 ? 'ok' : 'down',
    queue: queue.oldestWaitingMs > longestWaitMs ? 'down' : 'ok',
    database: 'ok',
  };
}
