import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import type { BuildOrder } from '../build-order';
import { provision, steps } from '../provision';
import { asTenant, namesOf, openWorkshop, type Workshop } from './workshop.fixture';

/**
 * A build is stopped between any two steps, and between a step's work and the note of it, in four ways: its worker dies and the attempt goes on elsewhere, dies and a
 * later attempt takes over, freezes and wakes up after the take-over, or is cancelled.
 */
let workshop: Workshop;
const never = new AbortController().signal;
const marked = ['structure', 'reference', 'seed', 'constraints', 'template', 'configuration', 'verify'];
const points = [...steps.map(({ name }) => `${name}:after`), ...marked.map((step) => `${step}:marking`)];
const making = ['preflight', 'database', 'configuration', 'role', 'baseline', 'publish'].map(
  (step) => `${step}:after`,
);

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.drop();
});

/** Runs a build up to a point and keeps it there. `die` breaks its connections as the end of its process would. */
async function buildUntil(plan: BuildOrder, point: string) {
  const worker = new AbortController();
  let arrive: (reached: boolean) => void = () => undefined;
  let wake: () => void = () => undefined;
  const arrived = new Promise<boolean>((resolve) => {
    arrive = resolve;
  });
  const pauseAt = (at: string) =>
    at === point
      ? new Promise<void>((resolve) => {
          wake = resolve;
          arrive(true);
        })
      : Promise.resolve();
  const ended = provision(plan, { ...workshop, signal: worker.signal, pauseAt });
  void ended.then((report) => {
    if (report.failure) console.warn(point, report.failure);
    arrive(false);
  });
  const reached = await arrived;
  return { reached, ended, wake: () => wake(), die: () => worker.abort(), cancel: () => worker.abort() };
}

async function expectReady(plan: BuildOrder): Promise<void> {
  const { copyId, attempt } = plan;
  expect(await namesOf(copyId)).toEqual([
    `sb_${copyId}`,
    `sb_${copyId}_${attempt}_base`,
    `sbr_${copyId}_${attempt}`,
  ]);
  const open = workshop.ledger.open().filter((object) => object.copyId === copyId);
  expect(open.map(({ name }) => name).sort()).toEqual(await namesOf(copyId));
  await asTenant(plan, async (client) => {
    const counted = await client.query(
      `SELECT (SELECT count(*) FROM parts) AS parts, (SELECT count(*) FROM settings) AS settings`,
    );
    expect(counted.rows).toEqual([{ parts: '3', settings: '12' }]);
  });
}

async function dropTemplates(): Promise<void> {
  const templates = await asSuperuser<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'sbt\\_%' AND datdba = $1::regrole`,
    [workshop.provisioner],
  );
  for (const { name } of templates) await asSuperuser(`DROP DATABASE ${name}`);
}

describe('a worker that dies', () => {
  test.each(points)('at %s: the same attempt goes on elsewhere and ends ready', async (point) => {
    await dropTemplates();
    const plan = workshop.order({ configuration: ['settings'] });
    const first = await buildUntil(plan, point);
    expect(first.reached).toBe(true);
    first.die();
    const report = await provision(plan, { ...workshop, signal: never });
    expect(report.failure).toBeUndefined();
    expect(report.outcome).toBe('done');
    await expectReady(plan);
  });
});

describe('a worker that freezes', () => {
  test.each(making)('at %s: a later attempt takes over, and waking up changes nothing', async (point) => {
    const plan = workshop.order({ configuration: ['settings'] });
    const first = await buildUntil(plan, point);
    expect(first.reached).toBe(true);
    const later = { ...plan, attempt: 2 };
    expect((await provision(later, { ...workshop, signal: never })).outcome).toBe('done');
    await expectReady(later);
    first.wake();
    const report = await first.ended;
    expect(report.outcome).toBe(point === 'publish:after' ? 'done' : 'failed');
    await expectReady(later);
  });
});

describe('a build that is cancelled', () => {
  test.each(making)('at %s leaves nothing', async (point) => {
    const plan = workshop.order({ configuration: ['settings'] });
    const build = await buildUntil(plan, point);
    build.cancel();
    build.wake();
    const report = await build.ended;
    expect(report).toMatchObject({
      outcome: point === 'publish:after' ? 'done' : 'cancelled',
      leftovers: [],
    });
    if (report.outcome === 'done') return expectReady(plan);
    expect(await namesOf(plan.copyId)).toEqual([]);
    expect(await workshop.ledger.list(plan.copyId)).toEqual([]);
  });
});

test('a lease that is lost ends the build before its next step, and nothing of it is left', async () => {
  for (const lostAt of [1, 4, 9, 14]) {
    let asked = 0;
    const assertHeld = async () => {
      asked += 1;
      if (asked >= lostAt) throw new Error('the lease ran out');
    };
    const plan = workshop.order();
    const report = await provision(plan, { ...workshop, signal: never, assertHeld });
    expect(report).toMatchObject({ outcome: 'failed', failure: { code: 'lease_lost' }, leftovers: [] });
    expect(await namesOf(plan.copyId)).toEqual([]);
  }
});

test('an attempt that comes late finds a later one and leaves it alone', async () => {
  const later = workshop.order({ attempt: 3, configuration: ['settings'] });
  await provision(later, { ...workshop, signal: never });
  const report = await provision({ ...later, attempt: 2 }, { ...workshop, signal: never });
  expect(report).toMatchObject({ outcome: 'failed', failure: { code: 'attempt_superseded' } });
  await expectReady(later);
});

test('a connection that breaks in the middle of a copy of a database leaves no database that appears later', async () => {
  for (const delayMs of [0, 5, 20, 60, 120]) {
    const plan = workshop.order({ configuration: ['settings'] });
    const build = await buildUntil(plan, 'baseline:before');
    build.wake();
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    build.cancel();
    expect((await build.ended).leftovers).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const names = await namesOf(plan.copyId);
    if ((await build.ended).outcome === 'cancelled') expect(names).toEqual([]);
  }
});
