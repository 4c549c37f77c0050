import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableSums } from '@/lib/testing/table-sums';
import type { BuildOrder } from '../build-order';
import { provision } from '../provision';
import { asTenant, namesOf, openWorkshop, type Workshop } from './workshop.fixture';

/** Resets that keep tables, of one sandbox: it is delivered once, and changed before the resets. */
let workshop: Workshop;
let first: BuildOrder;
let baseline: BuildOrder['baseline'];
let role = '';
const never = new AbortController().signal;
const build = (order: BuildOrder) => provision(order, { ...workshop, signal: never });

beforeAll(async () => {
  workshop = await openWorkshop();
  first = workshop.order({ configuration: ['settings'] });
  const report = await build(first);
  expect(report).toMatchObject({ outcome: 'done' });
  baseline = { database: report.baseline, fingerprint: report.fingerprint ?? '' };
  role = report.role;
  await asTenant(first, async (client) => {
    await client.query(
      `INSERT INTO people (mail) VALUES ('kept'), ('too'); DELETE FROM people WHERE mail = 'kept'`,
    );
    await client.query(`INSERT INTO countries VALUES ('SE', 'Sweden')`);
    await client.query(`UPDATE settings SET home = 'SE' WHERE key = 'key 1'`);
  });
});
afterAll(async () => {
  await workshop.drop();
});

const reset = (...tables: string[]) =>
  workshop.order({
    shape: 'baseline',
    seedSet: null,
    role: { ...first.role, name: role },
    ...(baseline && { baseline: { ...baseline, keeps: { from: `sb_${first.copyId}`, tables } } }),
  });

test('rows of kept tables and their sequences are as they stand, and all others as delivered', async () => {
  const present = await tableSums(`sb_${first.copyId}`);
  const plain = await build(reset());
  const kept = await build(reset('people', 'countries', 'settings'));
  expect(kept).toMatchObject({ outcome: 'done', leftovers: [] });
  const [found, otherwise] = [await tableSums(kept.database), await tableSums(plain.database)];
  const isKept = (name: string) => /\.(people|countries|settings)(_id_seq)?$/.test(name);
  for (const [name, sum] of Object.entries(found))
    expect([name, sum]).toEqual([name, isKept(name) ? present[name] : otherwise[name]]);
  expect(otherwise['workshop.people']).not.toBe(present['workshop.people']);
});

test('rows that would point at what is gone are refused by name, and nothing is left', async () => {
  const order = reset('settings');
  const refused = await build(order);
  expect(refused).toMatchObject({
    outcome: 'failed',
    failure: { code: 'data_invalid', message: expect.stringMatching(/settings.*"countries".*foreign key/) },
    leftovers: [],
  });
  expect(refused.failure?.message).not.toContain('SE');
  expect(await namesOf(order.copyId)).toEqual([]);
});

test('so are other rows that would point at what is not there any more, and tables that do not exist', async () => {
  expect(await build(reset('settings', 'countries'))).toMatchObject({ outcome: 'done' });
  await asTenant(first, (client) =>
    client.query(`DELETE FROM flags; DELETE FROM settings WHERE key = 'key 2'`),
  );
  expect(await build(reset('settings', 'countries'))).toMatchObject({
    outcome: 'failed',
    failure: { code: 'data_invalid', message: expect.stringMatching(/flags.*"settings"/) },
  });
  for (const [table, message] of [
    ['nowhere', /no table "nowhere"/],
    ['flags', /policies.*"flags"/],
  ] as const)
    expect(await build(reset(table))).toMatchObject({
      outcome: 'failed',
      failure: { code: 'plan_invalid', message: expect.stringMatching(message) },
    });
});
