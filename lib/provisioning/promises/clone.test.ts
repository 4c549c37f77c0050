import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { tableSums } from '@/lib/testing/table-sums';
import type { BuildOrder } from '../build-order';
import { openCopy } from '../close-copy';
import { provision } from '../provision';
import { asTenant, namesOf, openWorkshop, type Workshop } from './workshop.fixture';

let workshop: Workshop;
const never = new AbortController().signal;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(async () => {
  await workshop.drop();
});

const build = (order: BuildOrder, more: Partial<Parameters<typeof provision>[1]> = {}) =>
  provision(order, { ...workshop, signal: never, ...more });

/** A sandbox as it was delivered, and the orders that clone it: as it was then, and as it is now. */
async function delivered() {
  const first = workshop.order({ configuration: ['settings'] });
  const report = await build(first);
  expect(report).toMatchObject({ outcome: 'done' });
  const order = () =>
    workshop.order({
      shape: 'clone',
      seedSet: null,
      baseline: { database: report.baseline, fingerprint: report.fingerprint ?? '' },
      clone: { role: report.role },
    });
  const inUse = { role: report.role, inUse: report.database };
  const open = () => openCopy(report, { connections: workshop.connections });
  return { first, report, order, open, asNow: () => ({ ...order(), clone: inUse }) };
}

/** What the catalogue of shared dependencies says of a role in a database. */
const namedIn = (database: string, role: string) =>
  asSuperuser(
    `SELECT d.deptype FROM pg_shdepend d JOIN pg_database b ON b.oid = d.dbid JOIN pg_roles r ON r.oid = d.refobjid
      WHERE d.refclassid = 'pg_authid'::regclass AND b.datname = $1 AND r.rolname = $2`,
    [database, role],
  );

const opens = (order: BuildOrder, database: string) =>
  asTenant(order, (client) => client.query('SELECT FROM parts'), database);

test('a clone as delivered has the rows of the delivery, a role and a baseline of its own, and none of the other’s rights', async () => {
  const { first, report, order } = await delivered();
  const before = await tableSums(report.database);
  await asTenant(first, (client) => client.query(`INSERT INTO people (mail) VALUES ('later')`));
  const cloned = order();
  const copy = await build(cloned);
  expect(copy).toMatchObject({ outcome: 'done', leftovers: [], fingerprint: report.fingerprint });
  expect(copy.steps.map(({ step }) => step)).toEqual([
    'clear',
    'copy',
    'equality',
    'revoke',
    'role',
    'baseline',
    'publish',
  ]);
  expect(copy.role).not.toBe(report.role);
  expect(await tableSums(copy.database)).toEqual(before);
  expect(await namedIn(report.database, report.role)).not.toEqual([]);
  for (const database of [copy.database, copy.baseline])
    expect(await namedIn(database, report.role)).toEqual([]);
  await expect(opens(first, copy.database)).rejects.toMatchObject({ code: '42501' });
  await expect(opens(cloned, report.database)).rejects.toMatchObject({ code: '42501' });
  await asTenant(cloned, (client) =>
    client.query(`INSERT INTO people (mail) VALUES ('own'); SELECT country_name('DE')`),
  );
  await asTenant(first, (client) => client.query(`INSERT INTO people (mail) VALUES ('goes on')`));
});

test('a clone is reset to what it was cloned as, and the other sandbox can go before it', async () => {
  const { first, report, asNow, open } = await delivered();
  await asTenant(first, (client) => client.query(`INSERT INTO people (mail) VALUES ('kept')`));
  const cloned = asNow();
  const copy = await build(cloned, { onInUseCopied: open });
  expect(copy).toMatchObject({ outcome: 'done' });
  const before = await tableSums(copy.database);
  expect(before).toEqual(await tableSums(report.database));
  await asSuperuser(`DROP DATABASE ${report.database}`);
  await asTenant(cloned, (client) => client.query(`DELETE FROM people`));
  const back = await build(
    workshop.order({
      shape: 'baseline',
      seedSet: null,
      baseline: { database: copy.baseline, fingerprint: copy.fingerprint ?? '' },
      role: { ...cloned.role, name: copy.role },
    }),
  );
  expect(back).toMatchObject({ outcome: 'done' });
  expect(await tableSums(back.database)).toEqual(before);
});

test('a clone as it is now closes the other sandbox for the copy alone, and takes over rows and sequences', async () => {
  const { first, report, asNow, open } = await delivered();
  await asTenant(first, (client) => client.query(`INSERT INTO people (mail) VALUES ('one'), ('two')`));
  const whileClosed: unknown[] = [];
  const cloned = asNow();
  const copy = await build(cloned, {
    onInUseCopied: open,
    pauseAt: async (point) => {
      if (point === 'copy:closed')
        whileClosed.push(await opens(first, report.database).catch(({ code }) => code));
      if (point === 'copy:after') whileClosed.push((await opens(first, report.database)).command);
    },
  });
  expect(copy).toMatchObject({ outcome: 'done', leftovers: [] });
  expect(whileClosed).toEqual(['55000', 'SELECT']);
  expect(await tableSums(copy.database)).toEqual(await tableSums(report.database));
  const next = await asTenant(cloned, (client) =>
    client.query<{ id: string }>(`INSERT INTO people (mail) VALUES ('three') RETURNING id`),
  );
  expect(next.rows).toEqual([{ id: '3' }]);
});

test('a clone that fails on its way has the other sandbox opened again, and leaves nothing', async () => {
  const { first, report, asNow, open } = await delivered();
  const cloned = asNow();
  const failed = await build(cloned, {
    onInUseCopied: open,
    pauseAt: async (point) => {
      if (point === 'copy:closed') throw new Error('cut here');
    },
  });
  expect(failed).toMatchObject({ outcome: 'failed', leftovers: [] });
  expect(await namesOf(cloned.copyId)).toEqual([]);
  await opens(first, report.database);
});

test('what the other role owns inside, or was given beside the product’s tables, makes no clone', async () => {
  const { first, report, order, asNow, open } = await delivered();
  await asTenant(first, (client) => client.query('SELECT lo_create(0)'));
  expect(await build(asNow(), { onInUseCopied: open })).toMatchObject({
    outcome: 'failed',
    failure: { code: 'foreign_rights', message: expect.stringMatching(/owns a large object/) },
    leftovers: [],
  });
  expect(await build(order())).toMatchObject({ outcome: 'done' });
  await asSuperuser(`SELECT lo_unlink(oid) FROM pg_largeobject_metadata`, [], report.database);
  await asSuperuser(
    `CREATE SCHEMA beside; GRANT USAGE ON SCHEMA beside TO ${report.role}`,
    [],
    report.database,
  );
  expect(await build(asNow(), { onInUseCopied: open })).toMatchObject({
    outcome: 'failed',
    failure: { code: 'foreign_rights', message: expect.stringMatching(/rights in a schema/) },
  });
});

test('an order for a clone that contradicts itself is refused', async () => {
  const { report, order } = await delivered();
  const right = order();
  for (const wrong of [
    { ...right, clone: undefined },
    { ...right, baseline: undefined },
    { ...right, shape: 'baseline' as const },
    { ...right, clone: { role: 'postgres' } },
    { ...right, role: { ...right.role, name: report.role } },
    { ...right, clone: { role: report.role, inUse: report.baseline } },
    { ...right, baseline: { database: report.baseline, fingerprint: '', keeps: { from: 'x', tables: [] } } },
  ])
    await expect(build(wrong)).rejects.toMatchObject({ code: 'plan_invalid' });
});
