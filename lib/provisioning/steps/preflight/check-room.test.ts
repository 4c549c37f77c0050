import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import type { BuildOptions } from '../../build';
import type { BuildOrder } from '../../build-order';
import { roomFor } from '../../cluster/room';
import { openConnection } from '../../connect';
import { namesOf, openWorkshop, product, tenantSchema, type Workshop } from '../../promises/workshop.fixture';
import { provision } from '../../provision';
import { weighPlan } from '../../snapshot/plan/weigh-plan';
import { planFor } from '../../snapshot/plan.fixture';

/** Room is looked at before anything is made, and what was made before a resumption counts. */
let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.drop());

const build = (plan = workshop.order(), options: Partial<BuildOptions> = {}) =>
  provision(plan, { ...workshop, signal: new AbortController().signal, ...options });
const none = () => Promise.resolve();
const reserve = 256_000_000;

/** What the workshop's databases of this name take. */
async function sizeOf(name: string): Promise<number> {
  const [found] = await asSuperuser<{ bytes: number }>(
    `SELECT sum(pg_database_size(oid))::float8 AS bytes FROM pg_database WHERE datname LIKE $1 AND datdba = $2::regrole`,
    [name, workshop.provisioner],
  );
  return found?.bytes ?? 0;
}

/** The one template that the workshop has. */
async function templateOf({ provisioner }: Workshop): Promise<string> {
  const [found, ...others] = await asSuperuser<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'sbt_%' AND datdba = $1::regrole`,
    [provisioner],
  );
  expect(others).toEqual([]);
  return found?.name ?? '';
}

const withFree = (bytes: number) => ({ freeBytesAt: async () => bytes });

test('without room nothing is made, and both figures are told', async () => {
  const plan = workshop.order();
  const report = await build(plan, withFree(270_000_000));
  expect(report).toMatchObject({
    outcome: 'failed',
    failure: {
      code: 'target_full',
      message: expect.stringMatching(/at least 22 MB .* has 270 MB free/),
      remedy: expect.stringMatching(/destroy sandboxes/),
    },
    leftovers: [],
  });
  expect(report.steps.map(({ step }) => step)).toEqual(['preflight']);
  expect(await namesOf(plan.copyId)).toEqual([]);
});

test('between what it takes at least and at most it is built, and the first step tells both figures', async () => {
  const plan = workshop.order({ shape: 'blank', product: { ...product, referenceTables: [] } });
  const report = await build(plan, withFree(300_000_000));
  expect(report.outcome).toBe('done');
  expect(report.steps[0]?.outcome).toMatchObject({
    detail: expect.stringMatching(/^Space may run out: this takes up to 48 MB .* has 300 MB free/),
  });
  await asSuperuser(`DROP DATABASE ${await templateOf(workshop)}`);
});

test('with room it is built, and the next of its kind needs two copies of the template alone', async () => {
  const first = await build(workshop.order(), withFree(320_000_000));
  expect(first.outcome).toBe('done');
  expect(first.steps[0]?.outcome).not.toHaveProperty('detail');
  const needed = 2 * (await sizeOf('sbt_%')) + reserve;
  expect((await build(workshop.order(), withFree(needed - 1))).failure).toMatchObject({
    code: 'target_full',
  });
  expect((await build(workshop.order(), withFree(needed))).outcome).toBe('done');
});

test('where the disk is not seen, the step says so and the build goes on', async () => {
  const report = await build(workshop.order(), { freeBytesAt: () => Promise.reject(new Error('EACCES')) });
  expect(report.outcome).toBe('done');
  expect(report.steps[0]?.outcome).toMatchObject({
    detail: expect.stringMatching(/^Free space cannot be told: /),
  });
});

/** A build that dies before it makes its sealed copy, and leaves the rest behind. */
async function dieBeforeBaseline(plan: BuildOrder): Promise<void> {
  const worker = new AbortController();
  await new Promise<void>((reached) => {
    const stopAt = (point: string) =>
      point === 'baseline:before' ? new Promise<void>(() => reached()) : none();
    void build(plan, { pauseAt: stopAt, signal: worker.signal });
  });
  worker.abort();
}

test('a build that is resumed needs only what it has not written yet', async () => {
  const plan = workshop.order();
  await dieBeforeBaseline(plan);
  const written = await sizeOf(`sb_${plan.copyId}_1`);
  const needed = 2 * (await sizeOf('sbt_%')) + reserve;
  // Half of it: what a database takes on disk moves by a little between two looks.
  expect((await build(plan, withFree(needed - written / 2))).failure).toBeUndefined();
});

test('a build that takes over and finds too little room removes what the dead one left, all the same', async () => {
  const plan = workshop.order();
  await dieBeforeBaseline(plan);
  const left = await sizeOf(`sb_${plan.copyId}_1`);
  const needed = 2 * (await sizeOf('sbt_%')) + reserve;
  const report = await build({ ...plan, attempt: 2 }, withFree(needed - left - 1_000_000));
  expect(report.failure).toMatchObject({ code: 'target_full' });
  expect(await sizeOf(`sb_${plan.copyId}_1`)).toBe(0);
});

test('a build that takes over counts what the dead one left as free, since it is removed first', async () => {
  const plan = workshop.order();
  await dieBeforeBaseline(plan);
  const left = await sizeOf(`sb_${plan.copyId}_1`);
  const needed = 2 * (await sizeOf('sbt_%')) + reserve;
  const takeOver = (free: number) => build({ ...plan, attempt: 2 }, withFree(free));
  // The server goes on tidying what the dead one left, so its size moves by some pages between two looks.
  const pages = 1_000_000;
  expect(left).toBeGreaterThan(4 * pages);
  expect((await takeOver(needed - left + pages)).failure).toBeUndefined();
  expect(await sizeOf(`sb_${plan.copyId}_1`)).toBe(0);
});

test('a plan weighs the tables whose rows all leave, with their indexes', async () => {
  const client = await openConnection(workshop.productionUrl, { side: 'source', applicationName: 'a test' });
  try {
    const plan = await planFor(workshop.productionUrl, [tenantSchema]);
    const sized = async (...tables: string[]) => {
      const { rows } = await client.query<{ pageBytes: number; totalBytes: number }>(
        `SELECT sum(pg_relation_size(t::regclass))::float8 AS "pageBytes",
                sum(pg_total_relation_size(t::regclass))::float8 AS "totalBytes" FROM unnest($1::text[]) AS t`,
        [tables.map((table) => `${tenantSchema}.${table}`)],
      );
      return roomFor(rows);
    };
    const people = plan.tables[`${tenantSchema}.people`];
    const all = await weighPlan(client, plan);
    const others = ['countries', 'settings', 'flags', 'parts', 'boms', 'events_2025'];
    expect(all).toEqual(await sized('people', ...others));
    expect(all.leastBytes).toBeLessThan(all.mostBytes);
    if (people) people.rowFilter = 'id < 3';
    expect(await weighPlan(client, plan)).toEqual(await sized(...others));
    const tables = Object.entries(plan.tables).map(([key, table]) => [
      key,
      {
        ...table,
        scope: key.endsWith('.countries') ? { rows: 'reference' as const } : { rows: 'exclude' as const },
      },
    ]);
    const keyed = { ...plan, tenant: { columns: ['id'], values: ['1'] }, tables: Object.fromEntries(tables) };
    expect(await weighPlan(client, keyed)).toEqual(await sized('countries'));
  } finally {
    await client.end();
  }
});
