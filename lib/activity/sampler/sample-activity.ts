import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { lockFor } from '../../db/lock';
import { databaseNow, transaction } from '../../db/transaction';
import { log } from '../../log';
import { type DatabaseCounters, type EngineConnections, readCounters } from '../../provisioning';
import { type Ground, readGrounds, readOwn, readSeen } from './read-grounds';
import { storeSamples } from './store-samples';
import { takeSample } from './take-sample';

/** Sessions of our own in a database that is not in use any more are forgotten after this. */
const ownDays = 1;

/**
 * Looks which sandboxes were used since the last sample: by one statement on the cluster, and by the rows of their parts. Never
 * connects to a sandbox. While the cluster cannot be read, keys and people still count, and of the counters nothing is lost:
 * they add up. Of two samplers at once the one with the later reading counts. Returns how many sandboxes were looked at, and
 * how many of them were in use.
 *
 * The clock is read before the counters, and our own sessions after them: so every session of ours in the counters is known, and
 * one that is not settled in them is seen as such.
 */
export async function sampleActivity(
  connections: Pick<EngineConnections, 'clusterUrl'>,
): Promise<{ looked: number; used: number }> {
  const now = await databaseNow(db());
  const counters = await readOrNull(connections);
  const own = await readOwn(db());
  return transaction(async (tx) => {
    await lockFor(tx, 'activity');
    const isOvertaken = (await tx.activityCounter.count({ where: { readAt: { gte: now } } })) > 0;
    if (isOvertaken) {
      log.warn({ now }, 'a sample of activity is older than what was read already; the next one looks again');
      return { looked: 0, used: 0 };
    }
    const grounds = await readGrounds(tx, now);
    const seen = await readSeen(tx, knownSince(grounds, now));
    const ownOf = ({ activeCopy }: Ground) => own.get(activeCopy?.database ?? '') ?? [];
    const taken = grounds.map((ground) => {
      const rows = seen.get(ground.sandboxId) ?? {};
      const found = counters?.get(ground.activeCopy?.database ?? '') ?? null;
      return takeSample(ground, { rows, counters: found, own: ownOf(ground) }, now);
    });
    await storeSamples(tx, taken, now);
    const settled = taken.flatMap((each, at) => {
      const ground = grounds[at];
      return each.counters && ground ? ownOf(ground) : [];
    });
    const databases = grounds.flatMap(({ activeCopy }) => activeCopy?.database ?? []);
    await tx.ownSession.deleteMany({
      where: {
        OR: [
          { id: { in: settled.map(({ id }) => id) } },
          { begunAt: { lt: daysAfter(now, -ownDays) }, database: { notIn: databases } },
        ],
      },
    });
    const used = taken.filter(({ activity }, at) => {
      const before = grounds[at]?.activity.lastSeenAt;
      return before !== undefined && activity.lastSeenAt > before;
    });
    return { looked: taken.length, used: used.length };
  });
}

/** Since when rows are to be looked at: the earliest moment up to which a sandbox is known. */
function knownSince(grounds: readonly Ground[], now: Date): Date {
  const known = grounds.map(({ activity }) => (activity.readAt ?? activity.lastSeenAt).getTime());
  return new Date(Math.min(now.getTime(), ...known));
}

async function readOrNull(
  connections: Pick<EngineConnections, 'clusterUrl'>,
): Promise<ReadonlyMap<string, DatabaseCounters> | null> {
  try {
    return await readCounters(connections);
  } catch (error) {
    log.warn({ error }, 'the counters of the cluster could not be read');
    return null;
  }
}
