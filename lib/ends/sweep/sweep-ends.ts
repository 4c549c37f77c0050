import { systemActor } from '../../access/actor';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { isConflict } from '../../errors';
import { log } from '../../log';
import { readPolicy } from '../../policies/read-policy';
import { livingStates } from '../../sandboxes/sandbox';
import { dropEnded } from '../drop-ended';
import { dueEnd } from '../due-end';
import type { EndAct } from '../end';
import { endSandbox } from '../end-sandbox';
import { endsSoon, findEnding } from '../find-ending';
import { retireEnded } from '../retire-ended';
import { warnEnd } from '../warn-end';
import { closeUnclosed } from './close-unclosed';
import { endStop } from './end-stop';
import { stopSweep } from './stop-sweep';
import { allowedMs, type SweepActs, sweepActs, sweepLimit } from './sweep-stop';

const policy = systemActor('policy');

type Due = { sandboxId: string; slug: string; act: EndAct };

const steps: Record<Exclude<EndAct, object>, (sandboxId: string) => Promise<unknown>> = {
  suspend: (sandboxId) => runOrThrow(endSandbox, { sandboxId }, policy),
  retire: (sandboxId) => runOrThrow(retireEnded, { sandboxId }, policy),
  drop: (sandboxId) => runOrThrow(dropEnded, { sandboxId }, policy),
};

/** Sandboxes that are read together; memory grows by what is due alone. */
const usualPageSize = 500;

/** Acts that are carried out side by side: most of each is waiting for the database, which has other work, too. */
const lanes = 4;

/**
 * Does what is due with the ends of all sandboxes, by the database's clock, and returns how much was done. Each step is a
 * guarded command that asks again whether it is due: a person who decides at the same moment wins or loses as a whole, and one
 * sandbox that fails holds up no other; of two sweepers at once each act is done by one. Where more would be suspended and
 * dropped than may be at once, nothing of it is, a person is asked, and the rest goes on.
 */
export async function sweepEnds(signal?: AbortSignal, pageSize = usualPageSize): Promise<number> {
  const due = await findDue(signal, pageSize);
  const taking = due.flatMap(({ act, ...sandbox }) =>
    act === 'suspend' || act === 'drop' ? [{ ...sandbox, act }] : [],
  );
  const held = await holdBack(taking);
  let done = await closeUnclosed();
  const waiting = due.filter(({ sandboxId }) => !held.has(sandboxId)).values();
  const carryOutRest = async () => {
    for (const each of waiting) {
      if (signal?.aborted) return;
      const acted = await carryOut(each);
      done += acted;
    }
  };
  await Promise.all(Array.from({ length: lanes }, carryOutRest));
  // Only once each act that was begun is over, so that none runs on behind a worker that has stopped.
  signal?.throwIfAborted();
  return done;
}

async function findDue(signal: AbortSignal | undefined, pageSize: number): Promise<Due[]> {
  const now = await databaseNow(db());
  const policy = await readPolicy(db());
  const due: Due[] = [];
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const where = { AND: [endsSoon(now, policy), { id: { gt: after } }] };
    const page = await findEnding(db(), where, { take: pageSize, policy });
    for (const sandbox of page) {
      const act = dueEnd(sandbox, now);
      if (act) due.push({ sandboxId: sandbox.id, slug: sandbox.slug, act });
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) return due;
    after = last.id;
  }
}

/** Which sandboxes this sweep leaves alone, since it would take too many. What a person allowed lately is not held back. */
async function holdBack(taking: SweepActs): Promise<ReadonlySet<string>> {
  const stops = await db().sweepStop.findMany({
    where: { endedAt: null },
    select: { id: true, acts: true, allowedAt: true },
  });
  const now = await databaseNow(db());
  const nameOf = ({ sandboxId, act }: SweepActs[number]) => `${act}:${sandboxId}`;
  const dueNames = new Set(taking.map(nameOf));
  const allowed = new Set<string>();
  for (const stop of stops) {
    const names = sweepActs.parse(stop.acts).map(nameOf);
    const isOld = stop.allowedAt !== null && now.getTime() - stop.allowedAt.getTime() > allowedMs;
    if (isOld || !names.some((name) => dueNames.has(name)))
      await runOrThrow(endStop, { stopId: stop.id }, policy);
    else if (stop.allowedAt) for (const name of names) allowed.add(name);
  }
  const unasked = taking.filter((act) => !allowed.has(nameOf(act)));
  if (unasked.length === 0) return new Set();
  const fleet = await db().sandbox.count({ where: { state: { in: [...livingStates] } } });
  if (unasked.length <= sweepLimit(fleet)) return new Set();
  await runOrThrow(stopSweep, { acts: unasked, fleet }, policy);
  return new Set(unasked.map(({ sandboxId }) => sandboxId));
}

async function carryOut({ sandboxId, act }: Due): Promise<number> {
  try {
    if (typeof act === 'string') await steps[act](sandboxId);
    else await runOrThrow(warnEnd, { sandboxId, daysBefore: act.warn }, policy);
    return 1;
  } catch (error) {
    if (!isConflict(error))
      log.error({ sandboxId, act, error }, 'what is due with the end of a sandbox failed');
    return 0;
  }
}
