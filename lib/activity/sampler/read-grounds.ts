import type { Tx } from '../../db/transaction';
import { activityParts } from '../../sandboxes/parts/sandbox-parts';
import { dayOfYear } from '../activity';
import type { Own, Seen } from './judge-sample';

/** What is known of every sandbox that is open, before a sample. */
export type Ground = Awaited<ReturnType<typeof readOpen>>[number];

/**
 * Reads what the sampler judges by. A sandbox is watched from its first hand-over on, for as long as it is open: one that is
 * closed cannot be used.
 */
export async function readGrounds(tx: Tx, now: Date): Promise<Ground[]> {
  await beginToWatch(tx);
  return readOpen(tx, now);
}

/** Every sandbox that was handed over has a row; its use begins at the hand-over. */
async function beginToWatch(tx: Tx): Promise<void> {
  const found = await tx.sandbox.findMany({
    where: { state: 'ready', readyAt: { not: null }, activity: null },
    select: { id: true, readyAt: true },
  });
  const data = found.flatMap(({ id, readyAt }) => (readyAt ? [{ sandboxId: id, lastSeenAt: readyAt }] : []));
  if (data.length > 0) await tx.sandboxActivity.createMany({ data, skipDuplicates: true });
}

async function readOpen(tx: Tx, now: Date) {
  const found = await tx.sandbox.findMany({
    where: { state: 'ready', activity: { isNot: null } },
    select: {
      id: true,
      activity: true,
      activeCopy: { select: { id: true, database: true, counters: true } },
      activityYears: { where: { year: dayOfYear(now).year } },
    },
  });
  return found.flatMap(({ id, activity, activeCopy, activityYears: [year] }) =>
    activity ? [{ sandboxId: id, activity, activeCopy, year: year ?? null }] : [],
  );
}

/** What rows of the sandboxes' parts show, by sandbox, of the time after `since`. */
export async function readSeen(tx: Tx, since: Date): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  for (const { signal, findLatest } of activityParts())
    for (const { sandboxId, at } of await findLatest(tx, since)) {
      const known = seen.get(sandboxId) ?? {};
      if (at > (known[signal] ?? new Date(0))) known[signal] = at;
      seen.set(sandboxId, known);
    }
  return seen;
}

/** Sessions of our own that were not taken off yet, by database. */
export async function readOwn(tx: Tx): Promise<Map<string, (Own & { id: string })[]>> {
  const byDatabase = new Map<string, (Own & { id: string })[]>();
  for (const { database, ...own } of await tx.ownSession.findMany())
    byDatabase.set(database, [...(byDatabase.get(database) ?? []), own]);
  return byDatabase;
}
