import { afterAll, beforeAll, expect, test } from 'vitest';
import { fabrica } from '@/demo/fabrica/product';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { submitRequest } from '../../requests/submit-request';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { workOn } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { rebuildCopy } from '../copies/decide/rebuild-copy';
import { getSandbox } from '../get-sandbox';
import { cancelOperation } from '../operations/cancel-operation';

useControlDatabase();
useProduction();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const version = { ...manifest, version: manifest.version + 1 };
  const input = { productSlug: 'fabrica', manifest: version, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
});
afterAll(async () => {
  const left = await db().clusterObject.findMany({ where: { goneAt: null, copyId: { not: null } } });
  for (const { kind, name } of left.filter((each) => each.kind === 'database'))
    await asSuperuser(`DROP ${kind} IF EXISTS "${name}" WITH (FORCE)`);
});

async function file(content: object = {}) {
  const input = {
    ...sampleContent(),
    tenantId: world.acme.tenantId,
    configuration: ['modules', 'branding'],
    ...content,
  };
  const result = await run(submitRequest, input, world.customer);
  if (!result.ok) throw new Error(`${result.error.message} ${JSON.stringify(result.error.fields)}`);
  const sandbox = await db().sandbox.findUniqueOrThrow({
    where: { requestId: result.value.id },
    select: { id: true, slug: true, operations: { select: { id: true, copyId: true } } },
  });
  const [build] = sandbox.operations;
  return { ...sandbox, operationId: build?.id ?? '', copyId: build?.copyId ?? '' };
}

const work = (operationId: string, signal = new AbortController().signal, workerId = 'worker-a') =>
  workOn(operationId, { workerId, signal });
const stateOf = async (slug: string) => (await ask(getSandbox, { slug }, world.customer)).state;
const onCluster = async (sandboxId: string) =>
  asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
      WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY($1)`,
    [await copyIdsOf(sandboxId)],
  );

test('a seeded request becomes a sandbox with the seed set’s rows, and destroying it leaves nothing', async () => {
  const sandbox = await file();
  await work(sandbox.operationId);
  const view = await ask(getSandbox, { slug: sandbox.slug }, world.customer);
  expect(view.operations[0]?.failureMessage ?? null).toBeNull();
  expect(view.state).toBe('ready');
  expect(view.operations[0]?.steps.every((step) => step.state === 'done' || step.state === 'skipped')).toBe(
    true,
  );
  expect(view.smoke).toMatchObject({ outcome: 'passed', written: true, note: null });
  expect(view.smoke?.listed).toBe(Object.keys(fabrica.records).length);
  expect(view.operations[0]?.steps.at(-1)).toMatchObject({ name: 'smoke', state: 'done' });
  const told = await db().notice.findFirst({ where: { subject: `Sandbox ${sandbox.slug} is ready` } });
  expect(told?.text).toContain('smoke test passed');
  const { database } = await copyInUse(sandbox.id);
  const [parts] = await asSuperuser<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.parts',
    [],
    database ?? '',
  );
  expect(parts?.n).toBeGreaterThan(10);
  const [modules] = await asSuperuser<{ n: number }>(
    'SELECT count(*)::int AS n FROM app.modules',
    [],
    database ?? '',
  );
  expect(modules?.n).toBeGreaterThan(0);
  expect((await reconcileCluster()).filter((drift) => drift.copyId === sandbox.copyId)).toEqual([]);

  const typed = { sandboxId: sandbox.id, typedName: sandbox.slug };
  expect(await run(destroySandbox, { ...typed, typedName: 'something' }, world.customer)).toMatchObject({
    ok: false,
  });
  const destroyed = await run(destroySandbox, typed, world.customer);
  if (!destroyed.ok) throw new Error(destroyed.error.message);
  await work(destroyed.value.operationId);
  expect(await onCluster(sandbox.id)).toEqual([]);
  const certificate = await db().destructionCertificate.findUniqueOrThrow({
    where: { sandboxId: sandbox.id },
  });
  const event = await db().auditEvent.findFirstOrThrow({
    where: { event: 'sandbox.destroyed', subjectId: sandbox.id },
  });
  expect(event.details).toMatchObject({
    certificate: certificate.hash,
    destroyedBy: world.customer.name,
    left: {
      copies: 0,
      baselines: 0,
      keys: 0,
      people: 0,
      misfires: 0,
      templates: 0,
      activity: 0,
      activityYears: 0,
    },
  });
  expect(await db().slugClaim.count({ where: { slug: sandbox.slug } })).toBe(0);
});

test('a blank request becomes a sandbox with reference rows and no tenant’s rows, a smoke test that fails or not', async () => {
  const unfit = { ...fabrica, smoke: { table: 'parts', values: { number: 'no number of a part' } } };
  await db().product.update({ where: { id: world.product.id }, data: { definition: unfit } });
  const sandbox = await file({ shape: 'blank', seedSetName: '' });
  await work(sandbox.operationId);
  await db().product.update({ where: { id: world.product.id }, data: { definition: fabrica } });
  const { smoke, operations } = await ask(getSandbox, { slug: sandbox.slug }, world.customer);
  expect(smoke).toMatchObject({ outcome: 'failed', step: 'write', written: false });
  expect(smoke?.note).not.toContain('no number of a part');
  expect(operations[0]).toMatchObject({ state: 'succeeded' });
  expect(operations[0]?.steps.at(-1)).toMatchObject({ name: 'smoke', state: 'failed' });
  const told = await db().notice.findFirst({ where: { subject: `Sandbox ${sandbox.slug} is ready` } });
  expect(told?.text).toContain('smoke test failed');
  expect(await stateOf(sandbox.slug)).toBe('ready');
  const { database } = await copyInUse(sandbox.id);
  const [counts] = await asSuperuser<{ parts: number; units: number }>(
    'SELECT (SELECT count(*)::int FROM app.parts) AS parts, (SELECT count(*)::int FROM app.units) AS units',
    [],
    database ?? '',
  );
  expect(counts?.parts).toBe(0);
  expect(counts?.units).toBeGreaterThan(0);
});

test('a cancelled build leaves nothing, and can be built again', async () => {
  const sandbox = await file();
  const cancelled = await run(cancelOperation, { operationId: sandbox.operationId }, world.customer);
  expect(cancelled).toMatchObject({ ok: true });
  await work(sandbox.operationId);
  expect(await stateOf(sandbox.slug)).toBe('cancelled');
  const again = await run(rebuildCopy, { copyId: sandbox.copyId }, world.customer);
  if (!again.ok) throw new Error(again.error.message);
  const running = work(again.value.operationId);
  await expect
    .poll(() => db().operationStep.count({ where: { operationId: again.value.operationId } }), {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
  expect(await run(cancelOperation, { operationId: again.value.operationId }, world.customer)).toMatchObject({
    ok: true,
  });
  await running;
  expect(await stateOf(sandbox.slug)).toBe('cancelled');
  expect(await onCluster(sandbox.id)).toEqual([]);
});

test('a worker that stops gives its build back, and another one finishes it', async () => {
  const sandbox = await file();
  const stop = new AbortController();
  const first = work(sandbox.operationId, stop.signal);
  await expect
    .poll(() => db().operationStep.count({ where: { operationId: sandbox.operationId } }), {
      timeout: 60_000,
    })
    .toBeGreaterThan(1);
  stop.abort();
  await first;
  const queued = await db().operation.findUniqueOrThrow({ where: { id: sandbox.operationId } });
  expect(queued.state).toBe('queued');
  await work(sandbox.operationId, undefined, 'worker-b');
  expect(await stateOf(sandbox.slug)).toBe('ready');
});

test('two workers that are given one build make one sandbox', async () => {
  const sandbox = await file();
  await Promise.all([work(sandbox.operationId), work(sandbox.operationId, undefined, 'worker-b')]);
  expect(await stateOf(sandbox.slug)).toBe('ready');
  const databases = (await onCluster(sandbox.id)).map(({ name }) => name);
  expect(databases.filter((name) => /^sb_[a-z0-9]+$/.test(name))).toHaveLength(1);
});

test('a tenant schema that is not there fails with a reason and a remedy, and leaves nothing', async () => {
  const tenant = await db().tenant.create({
    data: {
      id: `t${world.acme.id.slice(0, 8)}`,
      productId: world.product.id,
      organizationId: world.acme.id,
      schema: 'nowhere',
    },
  });
  const sandbox = await file({ tenantId: tenant.id });
  await work(sandbox.operationId);
  const view = await ask(getSandbox, { slug: sandbox.slug }, world.customer);
  expect(view.state).toBe('failed');
  expect(view.operations[0]).toMatchObject({ state: 'failed', failureCode: 'schema_missing' });
  expect(view.operations[0]?.failureRemedy).toMatch(/\.$/);
  expect(await onCluster(sandbox.id)).toEqual([]);
});
