import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { useQuickPace } from '../../testing/pace';
import { useProduction } from '../../testing/production';
import { signSnapshot } from '../../testing/signed-snapshots';
import { seedOf, sizeOf } from '../../testing/sizes';
import { useWorkerProcesses } from '../../testing/worker-processes';
import type { World } from '../../testing/world';
import { expectWholeOrAbsent, prepareSnapshots, unfinished } from './builds.fixture';

/**
 * Workers are killed with SIGKILL while they build signed snapshots: every other one while CREATE DATABASE runs, the
 * rest in the middle of a copy, at moments that the seed chooses, and once some people have been copied.
 */
const kills = sizeOf('kill-snapshots');
const seed = seedOf(20_261_125);
const workersAtOnce = 3;
const jobsAtOnce = 2;
const requests = Math.ceil(kills / 2);
/** As many as two of three workers can hold, so that what a dead one held never waits for room. */
const underWay = 4;
const moments = ['creating', 'copying', 'creating', 'any', 'creating', 'copied'] as const;
type Moment = (typeof moments)[number];
type Kill = { moment: Moment; copyId: string; at: number; held: Held[] };
/** An operation that a killed worker held, and how long it took until the next attempt began. */
type Held = { operationId: string; attempt: number; resumedMs: number | null };

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
const random = seededRandom(seed);
let world: World;
let lyingBefore: string[];
let signed = 0;

beforeAll(async () => {
  ({ world, lyingBefore } = await prepareSnapshots());
});

/** Builds under way at a moment of the wanted kind, those that were killed least first. */
async function atMoment(moment: Moment) {
  const creating = await asSuperuser<{ copy: string }>(
    `SELECT split_part(application_name, '/', 2) AS copy FROM pg_stat_activity
      WHERE state = 'active' AND application_name LIKE 'sandgate/%' AND query LIKE 'CREATE DATABASE%'`,
  );
  const step = { some: { name: 'snapshot', state: 'started' as const } };
  const found = await db().operation.findMany({
    where: {
      state: 'running',
      ...(moment === 'creating' ? { copyId: { in: creating.map(({ copy }) => copy) } } : {}),
      ...(moment === 'copying' || moment === 'copied' ? { steps: step } : {}),
    },
    orderBy: { attempt: 'asc' },
    select: { id: true, attempt: true, copyId: true },
  });
  if (moment !== 'copied') return found;
  const mails = await Promise.all(found.map(mailsOf));
  return found.filter((_operation, n) => (mails[n]?.length ?? 0) > 0);
}

const mailsOf = (build: { copyId: string | null; attempt: number }) =>
  mailsIn(`sb_${build.copyId}_${build.attempt}`);

/** Keeps some builds under way until all are signed; then one more whenever none is left to be killed. */
async function signMore(): Promise<void> {
  const waiting = await unfinished();
  if (waiting >= (signed < requests ? underWay : 1)) return;
  signed += 1;
  await signSnapshot(world);
}

/** Waits for the moment, and kills whoever is at it: at once where it is short, else after a while that the seed chooses. */
async function kill(moment: Moment): Promise<Kill & { attempt: number }> {
  for (;;) {
    await signMore();
    for (const { id, copyId, attempt } of await atMoment(moment)) {
      const victim = await workers.holderOf(id);
      if (!victim) continue;
      if (moment === 'copying' || moment === 'any') await clock.sleep(random() * 1_500);
      const running = await db().operation.findMany({
        where: { state: 'running' },
        select: { id: true, attempt: true },
      });
      const holders = await Promise.all(running.map(({ id }) => workers.holderOf(id)));
      victim.kill('SIGKILL');
      workers.startSoon(jobsAtOnce);
      const held = running
        .filter((_operation, n) => holders[n] === victim)
        .map(({ id, attempt }) => ({ operationId: id, attempt, resumedMs: null }));
      return { moment, copyId: copyId ?? '', attempt, at: clock.elapsed(), held };
    }
    if (moment !== 'creating') await clock.sleep(20);
  }
}

/** The mail addresses in a database of a snapshot, whatever its schema is called by now; none before they are there. */
async function mailsIn(database: string): Promise<string[]> {
  for (const schema of ['app', 'cascade'])
    try {
      const rows = await asSuperuser<{ email: string }>(`SELECT email FROM ${schema}.users`, [], database);
      return rows.map(({ email }) => email);
    } catch {
      // Not there, or not yet.
    }
  return [];
}

/** Notes for everything that was killed how long it took until the next attempt began. */
async function watchResumption(log: readonly Kill[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const { held, at } of log)
      for (const each of held.filter(({ resumedMs }) => resumedMs === null)) {
        const where = { id: each.operationId };
        const { attempt, state } = await db().operation.findUniqueOrThrow({ where });
        if (attempt > each.attempt || (state !== 'running' && state !== 'queued'))
          each.resumedMs = clock.elapsed() - at;
      }
    await clock.sleep(250);
  }
}

test(`${kills} kills of workers that build snapshots: each ends ready with one proof, or failed and clean`, async () => {
  await workers.start(workersAtOnce, jobsAtOnce);
  const log: Kill[] = [];
  let isOver = false;
  const watching = watchResumption(log, () => isOver);
  const halfMade = new Map<string, string[]>();
  for (let n = 0; n < kills; n += 1) {
    const killed = await kill(moments[n % moments.length] ?? 'any');
    log.push(killed);
    const mails = await mailsOf(killed);
    if (mails.length > 0) halfMade.set(killed.copyId, mails);
  }
  while (signed < requests) await signMore().then(() => clock.sleep(500));
  await expect.poll(unfinished, { timeout: 600_000, interval: 500 }).toBe(0);
  isOver = true;
  await watching;

  await expectWholeOrAbsent(lyingBefore);
  const certified = await expectOneProofEach();
  let compared = 0;
  for (const [copyId, before] of halfMade) {
    const copy = await db().sandboxCopy.findFirst({ where: { id: copyId, state: 'active' } });
    const after = new Set(copy?.database ? await mailsIn(copy.database) : []);
    compared += after.size;
    expect(before.filter((mail) => after.has(mail))).toEqual([]);
  }
  const failed = await db().operation.groupBy({
    by: ['failureCode'],
    where: { state: 'failed' },
    _count: true,
  });
  const resumed = log
    .flatMap(({ held }) => held.map(({ resumedMs }) => resumedMs ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => a - b);
  const seconds = (share: number) =>
    ((resumed[Math.ceil(share * resumed.length) - 1] ?? 0) / 1_000).toFixed(1);
  console.warn(
    `kills ${kills}, seed ${seed}: ${log.filter(({ moment }) => moment === 'creating').length} in CREATE DATABASE; ` +
      `${certified} snapshots ready, each with one proof; failed: ${JSON.stringify(failed)}; ${resumed.length} builds resumed after ${seconds(0.5)} s ` +
      `(median), ${seconds(0.95)} s (p95), ${seconds(1)} s (most); ${compared} pseudonyms of ${halfMade.size} repeated copies compared, 0 in common`,
  );
  expect(certified).toBeGreaterThan(0);
  expect(compared).toBeGreaterThan(0);
}, 1_800_000);

/** Each ready sandbox has one certificate, which passed and whose hash stands in the audit; returns how many. */
async function expectOneProofEach(): Promise<number> {
  const ready = await db().sandbox.findMany({
    where: { state: 'ready' },
    select: { id: true, certificates: { select: { hash: true, passed: true } } },
  });
  for (const { id, certificates } of ready) {
    const built = await db().auditEvent.findFirstOrThrow({
      where: { event: 'copy.built', subjectId: id },
    });
    expect(certificates.map(({ passed }) => passed)).toEqual([true]);
    expect(built.details).toMatchObject({ certificate: certificates[0]?.hash });
  }
  return ready.length;
}
