import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { destroyCopy } from '../destroy-copy';
import { provision } from '../provision';
import { pruneTemplates } from '../prune-templates';
import { asTenant, namesOf, openWorkshop, tenantSchema, type Workshop } from './workshop.fixture';

let workshop: Workshop;
const never = () => new AbortController().signal;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.drop();
});

async function templates(): Promise<string[]> {
  const rows = await asSuperuser<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'sbt\\_%' AND datdba = $1::regrole AND NOT datallowconn ORDER BY datname`,
    [workshop.provisioner],
  );
  return rows.map(({ name }) => name);
}

test('several workers at once, with no template yet, each end with a sandbox of their own and one template between them', async () => {
  const plans = Array.from({ length: 4 }, () => workshop.order({ configuration: ['settings'] }));
  const reports = await Promise.all(plans.map((plan) => provision(plan, { ...workshop, signal: never() })));
  expect(reports.map(({ outcome, failure }) => failure ?? outcome)).toEqual(plans.map(() => 'done'));
  expect(await templates()).toHaveLength(1);
  for (const plan of plans)
    expect(await asTenant(plan, async (client) => (await client.query('SELECT FROM parts')).rowCount)).toBe(
      3,
    );
});

test('builds and destructions at once do not get into each other’s way', async () => {
  const standing = Array.from({ length: 3 }, () => workshop.order({ shape: 'blank' }));
  await Promise.all(standing.map((plan) => provision(plan, { ...workshop, signal: never() })));
  const rising = Array.from({ length: 3 }, () => workshop.order({ shape: 'blank' }));
  const [built, destroyed] = await Promise.all([
    Promise.all(rising.map((plan) => provision(plan, { ...workshop, signal: never() }))),
    Promise.all(standing.map((plan) => destroyCopy(plan, workshop))),
  ]);
  expect(built.map(({ outcome, failure }) => failure ?? outcome)).toEqual(rising.map(() => 'done'));
  expect(destroyed.map(({ outcome }) => outcome)).toEqual(standing.map(() => 'destroyed'));
  for (const { copyId } of standing) expect(await namesOf(copyId)).toEqual([]);
});

test('destroying twice, and twice at once, succeeds and says what was gone already', async () => {
  const plan = workshop.order({ shape: 'blank' });
  await provision(plan, { ...workshop, signal: never() });
  await asTenant(plan, async (client) => {
    const both = await Promise.all([destroyCopy(plan, workshop), destroyCopy(plan, workshop)]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['destroyed', 'destroyed']);
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });
  expect(await namesOf(plan.copyId)).toEqual([]);
  expect(await destroyCopy(plan, workshop)).toEqual({ outcome: 'destroyed', parts: [], remaining: [] });
  await workshop.ledger.intend({
    kind: 'database',
    name: `sb_${plan.copyId}_9`,
    copyId: plan.copyId,
    attempt: 9,
  });
  expect((await destroyCopy(plan, workshop)).parts).toEqual([
    { kind: 'database', name: `sb_${plan.copyId}_9`, state: 'already_gone' },
  ]);
  expect(await workshop.ledger.list(plan.copyId)).toEqual([]);
});

test('a database that an interrupted DROP left invalid, and one that was renamed, are destroyed with the rest', async () => {
  const plan = workshop.order({ shape: 'blank' });
  const report = await provision(plan, { ...workshop, signal: never() });
  await asSuperuser(`UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1`, [report.baseline]);
  await asSuperuser(`ALTER DATABASE ${report.database} RENAME TO "somebody's ${plan.copyId}"`);
  expect(await destroyCopy(plan, workshop)).toMatchObject({ outcome: 'destroyed', remaining: [] });
  expect(await namesOf(plan.copyId)).toEqual([]);
});

test('a build that is destroyed under its worker ends failed and leaves nothing', async () => {
  const plan = workshop.order();
  const pauseAt = async (point: string) => {
    if (point === 'verify:before') await destroyCopy(plan, workshop);
  };
  const report = await provision(plan, { ...workshop, signal: never(), pauseAt });
  expect(report.outcome).toBe('failed');
  expect(await namesOf(plan.copyId)).toEqual([]);
});

test('templates that no source looks like any more are pruned, and the others stay', async () => {
  const sources = [{ sourceUrl: workshop.connections.sourceUrl, schema: tenantSchema }];
  const before = await templates();
  expect(before.length).toBeGreaterThan(0);
  expect(await pruneTemplates(sources, workshop)).toEqual([]);
  expect(await templates()).toEqual(before);
  const gone = [{ sourceUrl: 'postgres://nobody@127.0.0.1:1/x', schema: tenantSchema }];
  await expect(pruneTemplates([...sources, ...gone], workshop)).rejects.toMatchObject({
    code: 'source_unreachable',
  });
  const name = new URL(workshop.productionUrl).pathname.slice(1);
  await asSuperuser(`CREATE TABLE ${tenantSchema}.late ()`, [], name);
  const pruned = await pruneTemplates(sources, workshop);
  expect(pruned.map(({ state, failure }) => failure ?? state)).toEqual(before.map(() => 'dropped'));
  expect(await templates()).toEqual([]);
});
