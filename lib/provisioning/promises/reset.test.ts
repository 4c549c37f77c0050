import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { tableSums } from '@/lib/testing/table-sums';
import type { BuildOrder } from '../build-order';
import { findCopyMethod } from '../cluster/copy-method';
import { readMark, writeMark } from '../cluster/database-mark';
import { withConnection } from '../connect';
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

const build = (order: BuildOrder) => provision(order, { ...workshop, signal: never });
const onCluster = <T>(work: Parameters<typeof withConnection<T>>[2]) =>
  withConnection(workshop.connections.clusterUrl, { side: 'target', applicationName: 'test' }, work);

/** A sandbox as it was delivered, and the order that resets it. */
async function delivered(change: Partial<BuildOrder> = {}) {
  const first = workshop.order({ configuration: ['settings'] });
  const report = await build(first);
  expect(report).toMatchObject({ outcome: 'done' });
  const reset = workshop.order({
    shape: 'baseline',
    seedSet: null,
    baseline: { database: report.baseline, fingerprint: report.fingerprint ?? '' },
    role: { ...first.role, name: report.role },
    ...change,
  });
  return { first, report, reset };
}

test('a reset is equal to what was delivered, row by row and sequence by sequence, under the same role', async () => {
  const { first, report, reset } = await delivered();
  const before = await tableSums(report.database);
  await asTenant(first, async (client) => {
    await client.query(
      `DELETE FROM flags; UPDATE settings SET value = NULL; INSERT INTO people (mail) VALUES ('x')`,
    );
    await client.query(`SELECT nextval('parts_id_seq'), setval('settings_id_seq', 900)`);
  });
  expect(await tableSums(report.database)).not.toEqual(before);
  const copy = await build(reset);
  expect(copy).toMatchObject({
    outcome: 'done',
    leftovers: [],
    role: report.role,
    fingerprint: report.fingerprint,
  });
  expect(copy.steps.map(({ step }) => step)).toEqual(['clear', 'copy', 'equality', 'keep', 'publish']);
  expect(copy.copied?.bytes).toBeGreaterThan(1_000_000);
  expect(await tableSums(copy.database)).toEqual(before);
  expect(await namesOf(reset.copyId)).toEqual([copy.database]);
  expect(workshop.ledger.open().filter(({ copyId }) => copyId === reset.copyId)).toMatchObject([
    { kind: 'database', name: copy.database },
  ]);
  await asTenant(
    first,
    (client) => client.query(`INSERT INTO people (mail) VALUES ('again')`),
    copy.database,
  );
});

test('a baseline that lets sessions in, was opened, or is gone makes no reset, and nothing is left', async () => {
  const { report, reset } = await delivered();
  const { baseline } = report;
  const refused = async (message: RegExp) => {
    const failed = await build({ ...reset, copyId: workshop.order().copyId });
    expect(failed).toMatchObject({
      outcome: 'failed',
      failure: { code: 'baseline_missing', message: expect.stringMatching(message) },
      leftovers: [],
    });
    expect(await asSuperuser('SELECT FROM pg_database WHERE datname ~ $1', [`^${failed.database}`])).toEqual(
      [],
    );
  };
  await asSuperuser(`ALTER DATABASE ${baseline} ALLOW_CONNECTIONS true`);
  await refused(/not sealed/);
  await asSuperuser('SELECT 1', [], baseline);
  await expect
    .poll(() => asSuperuser('SELECT sessions::int AS n FROM pg_stat_database WHERE datname = $1', [baseline]))
    .toEqual([{ n: 1 }]);
  await asSuperuser(`ALTER DATABASE ${baseline} ALLOW_CONNECTIONS false`);
  await refused(/opened since/);
  await asSuperuser(`DROP DATABASE ${baseline}`);
  await refused(/not on the cluster/);
});

test('a copy that differs from what was noted when its baseline was sealed is not handed over', async () => {
  const { report, reset } = await delivered();
  const { markKey } = workshop.connections;
  const change = (part: 'structure' | 'sequences') =>
    onCluster(async (cluster) => {
      const mark = await readMark(cluster, report.baseline, markKey);
      if (!mark?.inside) throw new Error('the baseline notes nothing');
      await writeMark(
        cluster,
        report.baseline,
        { ...mark, inside: { ...mark.inside, [part]: 'other' } },
        markKey,
      );
    });
  await change('sequences');
  expect(await build(reset)).toMatchObject({
    outcome: 'failed',
    failure: { code: 'data_invalid' },
    leftovers: [],
  });
  await change('structure');
  expect(await build({ ...reset, attempt: 2 })).toMatchObject({
    outcome: 'failed',
    failure: { code: 'structure_mismatch' },
  });
  expect(await namesOf(reset.copyId)).toEqual([]);
});

test('a baseline of a release that noted nothing is noted with its first reset', async () => {
  const { report, reset } = await delivered();
  const { markKey } = workshop.connections;
  const noted = () =>
    onCluster(async (cluster) => (await readMark(cluster, report.baseline, markKey))?.inside);
  const before = await noted();
  await onCluster(async (cluster) => {
    const mark = await readMark(cluster, report.baseline, markKey);
    if (mark) await writeMark(cluster, report.baseline, { ...mark, inside: undefined }, markKey);
  });
  expect(await noted()).toBeUndefined();
  expect(await build(reset)).toMatchObject({ outcome: 'done' });
  expect(await noted()).toEqual(before);
});

test('files are said to be cloned only where the disk clones them', async () => {
  const asked = (can: boolean | null) => onCluster((cluster) => findCopyMethod(cluster, async () => can));
  expect([await asked(true), await asked(false), await asked(null)]).toEqual(['clone', 'files', 'unknown']);
});

test('an order that contradicts itself is refused', async () => {
  const { reset } = await delivered();
  for (const wrong of [
    { ...reset, baseline: undefined },
    { ...reset, shape: 'blank' as const },
    { ...reset, baseline: { database: 'sb_someone00', fingerprint: '' } },
    { ...reset, role: { ...reset.role, name: undefined } },
  ])
    await expect(build(wrong)).rejects.toMatchObject({ code: 'plan_invalid' });
});
