import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSuperuser } from '@/lib/testing/database';
import { destroySandbox } from '../destroy-sandbox';
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
  const plans = Array.from({ length: 4 }, () => workshop.plan({ configuration: ['settings'] }));
  const reports = await Promise.all(plans.map((plan) => provision(plan, { ...workshop, signal: never() })));
  expect(reports.map(({ outcome, failure }) => failure ?? outcome)).toEqual(plans.map(() => 'done'));
  expect(await templates()).toHaveLength(1);
  for (const plan of plans)
    expect(await asTenant(plan, async (client) => (await client.query('SELECT FROM parts')).rowCount)).toBe(
      3,
    );
});

test('builds and destructions at once do not get into each other’s way', async () => {
  const standing = Array.from({ length: 3 }, () => workshop.plan({ shape: 'blank' }));
  await Promise.all(standing.map((plan) => provision(plan, { ...workshop, signal: never() })));
  const rising = Array.from({ length: 3 }, () => workshop.plan({ shape: 'blank' }));
  const [built, destroyed] = await Promise.all([
    Promise.all(rising.map((plan) => provision(plan, { ...workshop, signal: never() }))),
    Promise.all(standing.map((plan) => destroySandbox(plan, workshop))),
  ]);
  expect(built.map(({ outcome, failure }) => failure ?? outcome)).toEqual(rising.map(() => 'done'));
  expect(destroyed.map(({ outcome }) => outcome)).toEqual(standing.map(() => 'destroyed'));
  for (const { sandboxId } of standing) expect(await namesOf(sandboxId)).toEqual([]);
});

test('destroying twice, and twice at once, succeeds and says what was gone already', async () => {
  const plan = workshop.plan({ shape: 'blank' });
  await provision(plan, { ...workshop, signal: never() });
  await asTenant(plan, async (client) => {
    const both = await Promise.all([destroySandbox(plan, workshop), destroySandbox(plan, workshop)]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['destroyed', 'destroyed']);
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });
  expect(await namesOf(plan.sandboxId)).toEqual([]);
  expect(await destroySandbox(plan, workshop)).toEqual({ outcome: 'destroyed', parts: [], remaining: [] });
  await workshop.ledger.intend({
    kind: 'database',
    name: `sb_${plan.sandboxId}_9`,
    sandboxId: plan.sandboxId,
    attempt: 9,
  });
  expect((await destroySandbox(plan, workshop)).parts).toEqual([
    { kind: 'database', name: `sb_${plan.sandboxId}_9`, state: 'already_gone' },
  ]);
  expect(await workshop.ledger.list(plan.sandboxId)).toEqual([]);
});

test('a database that an interrupted DROP left invalid, and one that was renamed, are destroyed with the rest', async () => {
  const plan = workshop.plan({ shape: 'blank' });
  const report = await provision(plan, { ...workshop, signal: never() });
  await asSuperuser(`UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1`, [report.baseline]);
  await asSuperuser(`ALTER DATABASE ${report.database} RENAME TO "somebody's ${plan.sandboxId}"`);
  expect(await destroySandbox(plan, workshop)).toMatchObject({ outcome: 'destroyed', remaining: [] });
  expect(await namesOf(plan.sandboxId)).toEqual([]);
});

test('a build that is destroyed under its worker ends failed and leaves nothing', async () => {
  const plan = workshop.plan();
  const pauseAt = async (point: string) => {
    if (point === 'verify:before') await destroySandbox(plan, workshop);
  };
  const report = await provision(plan, { ...workshop, signal: never(), pauseAt });
  expect(report.outcome).toBe('failed');
  expect(await namesOf(plan.sandboxId)).toEqual([]);
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
