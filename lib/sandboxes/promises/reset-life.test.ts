import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { issueApiKey } from '../../credentials/issue-api-key';
import { db } from '../../db/client';
import { call } from '../../gateway/sandbox.fixture';
import { closeSandboxPools } from '../../gateway/sandbox-pool/sandbox-pools';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { submitRequest } from '../../requests/submit-request';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { tableSums } from '../../testing/table-sums';
import { workOff } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { rollBackCopy } from '../copies/decide/roll-back-copy';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { getSandbox } from '../get-sandbox';
import { getResetImpact } from '../reset/get-reset-impact';
import { resetSandbox } from '../reset/reset-sandbox';

/** The life of one seeded sandbox that is reset: each test goes on where the one before it ended, since a build takes seconds. */
useControlDatabase();
useProduction();
let world: World;
let sandbox: { id: string; slug: string; key: string };
let delivered: Record<string, string>;

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 7 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
  const content = { ...sampleContent(), tenantId: world.acme.tenantId };
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id, slug } = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await workOff(id);
  const issued = await issueApiKey({ sandboxId: id, label: 'CI' }, world.customer);
  if (!issued.ok) throw new Error(issued.error.message);
  sandbox = { id, slug, key: issued.value.key };
});
afterAll(async () => {
  await closeSandboxPools();
  const left = await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } });
  for (const { name } of left) await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

const sums = async () => tableSums((await copyInUse(sandbox.id)).database ?? '');
const reset = async () => {
  const asked = await run(resetSandbox, { sandboxId: sandbox.id, typedName: sandbox.slug }, world.customer);
  if (!asked.ok) throw new Error(asked.error.message);
  await workOff(sandbox.id);
  return asked.value;
};
const rollBack = async () => {
  const kept = await db().sandboxCopy.findFirstOrThrow({ where: { sandboxId: sandbox.id, state: 'kept' } });
  await runOrThrow(rollBackCopy, { copyId: kept.id, typedName: sandbox.slug }, world.customer);
  await workOff(sandbox.id);
};

/** What an integration does in its tests; every answer, identifiers that the database gave included. */
async function script(): Promise<unknown[]> {
  const answers: unknown[] = [];
  const send = async (verb: Parameters<typeof call>[1], path: string, body?: unknown) => {
    const answer = await call(sandbox, verb, path, body === undefined ? {} : { body });
    const text = JSON.stringify(answer.json ?? null);
    answers.push([answer.status, text.replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'then')]);
    return answer;
  };
  await send('GET', 'records/locations?limit=100');
  await send('POST', 'records/locations', { code: 'SCRIPT-1', name: 'Made by the script' });
  await send('POST', 'records/locations', { code: 'SCRIPT-1', name: 'Twice' });
  await send('POST', 'records/parts', { nonsense: true });
  await send('GET', 'records/locations?limit=100');
  return answers;
}

const onCluster = async () => {
  const rows = await asSuperuser<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE substring(datname FROM '^sb_([a-z0-9]+)') = ANY ($1) ORDER BY 1`,
    [await copyIdsOf(sandbox.id)],
  );
  return rows.map(({ name }) => name);
};
const drifts = async () => {
  const ids = await copyIdsOf(sandbox.id);
  return (await reconcileCluster()).filter(({ copyId }) => copyId && ids.includes(copyId));
};

test('the same script with the same key is answered alike before and after a reset, and all rows are as delivered', async () => {
  delivered = await sums();
  const role = (await copyInUse(sandbox.id)).role;
  const before = await script();
  expect(before[1]).toEqual([201, expect.stringContaining('SCRIPT-1')]);
  const value = await reset();
  expect(value.givesUp).toBeNull();
  expect(await sums()).toEqual(delivered);
  expect((await copyInUse(sandbox.id)).role).toBe(role);
  expect(await script()).toEqual(before);
  await expectWhole(sandbox.id);
  expect(await drifts()).toEqual([]);
});

test('the page says what was written since, by table, how long it takes, and who used a key', async () => {
  // The row that was refused as a duplicate was written, too, and taken back.
  const written = { table: 'locations', written: 2, rows: expect.any(Number) };
  const impact = () => ask(getResetImpact, { sandboxId: sandbox.id }, world.customer);
  await expect
    .poll(async () => (await impact()).tables, { timeout: 60_000, interval: 2_000 })
    .toEqual([written]);
  expect(await impact()).toMatchObject({
    objection: null,
    written: 2,
    whyUnknown: null,
    baseline: { isRefreshed: false, bytes: expect.any(Number) },
    keys: [{ label: 'CI', createdBy: world.customer.name, isUsedLately: true }],
    expected: { method: expect.stringMatching(/files|unknown|clone/), samples: 2 },
    givesUp: expect.stringContaining('last reset'),
  });
});

test('undo brings back a row that was written a second before, and the undo can be undone', async () => {
  await call(sandbox, 'POST', 'records/locations', { body: { code: 'JUST-NOW', name: 'A second before' } });
  const present = await sums();
  await reset();
  expect(await sums()).toEqual(delivered);
  await rollBack();
  expect(await sums()).toEqual(present);
  const listed = await call(sandbox, 'GET', 'records/locations?limit=100');
  expect(JSON.stringify(listed.json)).toContain('JUST-NOW');
  await rollBack();
  expect(await sums()).toEqual(delivered);
  expect(await drifts()).toEqual([]);
});

test('after many resets one copy is in use, one is kept, and their one baseline is all that is left beside them', async () => {
  for (let round = 0; round < 3; round += 1) await reset();
  expect(await sums()).toEqual(delivered);
  const copies = await db().sandboxCopy.findMany({
    where: { sandboxId: sandbox.id, state: { in: ['active', 'kept'] } },
  });
  const [baseline, ...none] = await db().baseline.findMany({
    where: { sandboxId: sandbox.id, droppedAt: null },
  });
  expect([copies.length, none]).toEqual([2, []]);
  expect(await onCluster()).toEqual([...copies, baseline].map((each) => each?.database).sort());
  expect(await drifts()).toEqual([]);
  const { operations } = await ask(getSandbox, { slug: sandbox.slug }, world.customer);
  const [latest] = operations.filter(({ title }) => title === 'Reset');
  const [copy] = latest?.steps.filter(({ name }) => name === 'copy') ?? [];
  expect(copy).toMatchObject({ state: 'done', detail: expect.stringMatching(/^Copied (as files|by clone)/) });
});

test('a baseline that is gone from the cluster fails the reset with a sentence, and the sandbox goes on', async () => {
  const inUse = await copyInUse(sandbox.id);
  const { database } = await db().baseline.findUniqueOrThrow({ where: { id: inUse.baselineId ?? '' } });
  await asSuperuser(`DROP DATABASE ${database}`);
  await reset();
  const { state, operations } = await ask(getSandbox, { slug: sandbox.slug }, world.customer);
  expect(state).toBe('ready');
  expect(operations[0]).toMatchObject({ title: 'Reset', state: 'failed', failureCode: 'baseline_missing' });
  expect((await copyInUse(sandbox.id)).id).toBe(inUse.id);
  const told = { href: `/s/${sandbox.slug}`, subject: `Sandbox ${sandbox.slug} could not be reset` };
  expect(await db().notice.count({ where: { ...told, personId: world.customer.id } })).toBe(1);
  expect(await db().notice.count({ where: { ...told, personId: world.support.id } })).toBe(1);
  expect((await call(sandbox, 'GET', 'records/locations')).status).toBe(200);
});
