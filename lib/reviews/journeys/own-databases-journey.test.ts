import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCertificate } from '../../certificates/get-certificate';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { toJson } from '../../db/to-json';
import { planHash } from '../../plan-format/plan-hash';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { submitRequest } from '../../requests/submit-request';
import { getSandbox } from '../../sandboxes/get-sandbox';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { importPlan } from '../../scrub-plans/decide/import-plan';
import { previewImport } from '../../scrub-plans/decide/preview-import';
import { exportPlanFile } from '../../scrub-plans/export-plan-file';
import { getPlan } from '../../scrub-plans/get-plan';
import { copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { marks, useOwnDatabases } from '../../testing/own-databases';
import { checkLatest, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { workOn } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { getReview } from '../get-review';

useControlDatabase();
const production = useOwnDatabases();
/** One house, seen from each of its two customers. */
let worlds: [World, World];

beforeAll(async () => {
  const world = await createWorld({ quota: null });
  await production.connect(world);
  worlds = [world, { ...world, acme: world.borealis, customer: world.neighbour }];
  for (const each of worlds) await decidePlan(each);
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

const sourceOf = (world: World) => ({ tenantId: world.acme.tenantId });

/** The source is read, what nobody could classify is decided, and the plan is held against the source. */
async function decidePlan(world: World): Promise<void> {
  await readSource(world);
  const source = sourceOf(world);
  const { plan } = await ask(getPlan, { ...source, group: 'unclassified' }, world.compliance);
  const columns = plan?.rows.map(({ table, column }) => ({ table, column })) ?? [];
  const decision = {
    class: 'business.value' as const,
    mask: { name: 'keep' },
    reason: 'Says nothing of people.',
  };
  if (columns.length > 0)
    await runOrThrow(
      decideColumns,
      { ...source, version: plan?.version ?? 0, columns, ...decision },
      world.compliance,
    );
  expect(await checkLatest(world)).toEqual([]);
}

/** What tells the tenants' rows apart, as often as it occurs in a sandbox's tables. */
async function marksIn(sandboxId: string): Promise<string[]> {
  const { database } = await copyInUse(sandboxId);
  const found = await asSuperuser<{ mark: string }>(
    `SELECT m AS mark FROM unnest($1::text[]) AS m
     WHERE concat(${['room_types', 'modules', 'guests', 'bookings']
       .map((table) => `(SELECT string_agg(t::text, ' ') FROM app.${table} t)`)
       .join(', ')}) LIKE '%' || m || '%'`,
    [marks],
    database ?? '',
  );
  return found.map(({ mark }) => mark);
}

async function buildSnapshot(world: World): Promise<string> {
  const { slug, sandboxId, operationId } = await signSnapshot(world);
  await workOn(operationId);
  const sandbox = await ask(getSandbox, { slug }, world.customer);
  expect(sandbox.operations[0]?.failureMessage ?? null).toBeNull();
  expect(sandbox.state).toBe('ready');
  const { certificate } = await ask(getCertificate, { slug }, world.customer);
  expect(certificate?.document).toMatchObject({ passed: true });
  const counted = certificate?.document.tables.map(({ table, targetRows }) => [table, targetRows]) ?? [];
  expect(Object.fromEntries(counted)).toMatchObject({ 'public.guests': 40, 'public.bookings': 40 });
  return sandboxId;
}

test('two tenants’ databases are copied at once, each proven against its own, with no row of the other', async () => {
  const sandboxes = await Promise.all(worlds.map(buildSnapshot));
  expect(await Promise.all(sandboxes.map(marksIn))).toEqual(marks.map((mark) => [mark]));
});

async function buildBlank(world: World): Promise<string> {
  const content = { ...sampleContent(), shape: 'blank' as const, seedSetName: '', ...sourceOf(world) };
  const filed = await runOrThrow(submitRequest, content, world.customer);
  const { id, operations } = await db().sandbox.findUniqueOrThrow({
    where: { requestId: filed.id },
    select: { id: true, operations: { select: { id: true } } },
  });
  for (const operation of operations) await workOn(operation.id);
  const sandbox = await ask(getSandbox, { slug: filed.slug }, world.customer);
  expect(sandbox.operations[0]?.failureMessage ?? null).toBeNull();
  return id;
}

test('blank sandboxes of one structure get reference rows and configuration from their own database', async () => {
  const sandboxes = await Promise.all(worlds.map(buildBlank));
  expect(await Promise.all(sandboxes.map(marksIn))).toEqual(marks.map((mark) => [mark]));
});

async function exported(world: World) {
  const { text } = await ask(exportPlanFile, sourceOf(world), world.compliance);
  const { plan } = await ask(getPlan, sourceOf(world), world.compliance);
  return { text, version: plan?.version ?? 0, plan: scrubPlan.parse(JSON.parse(text)) };
}

test('the plan of the other database is refused at its preview, its import and the build, without its name', async () => {
  const [one, two] = await Promise.all(worlds.map(exported));
  if (!one || !two) throw new Error('each tenant has a plan');
  expect(one.plan.schemas).toEqual(two.plan.schemas);
  const input = { ...sourceOf(worlds[0]), document: two.text };
  const imported = await run(
    importPlan,
    { ...input, version: one.version, reason: 'From elsewhere.' },
    worlds[0].compliance,
  );
  expect(imported).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(JSON.stringify(imported)).toContain('another database');
  expect(JSON.stringify(imported)).not.toContain('tenant 2');
  await expect(ask(previewImport, input, worlds[0].compliance)).rejects.toThrow();
  const own = { ...input, document: one.text };
  expect(await ask(previewImport, own, worlds[0].compliance)).toMatchObject({ total: 0 });

  const { operationId, slug, requestId } = await signSnapshot(worlds[0]);
  const signed = await db().signature.findFirstOrThrow({ where: { requestId } });
  await db().scrubPlanVersion.update({
    where: { id: signed.planVersionId ?? '' },
    data: { document: toJson(two.plan), hash: planHash(two.plan) },
  });
  const { manifest } = await ask(getReview, { requestId }, worlds[0].compliance);
  await db().signature.update({
    where: { id: signed.id },
    data: { manifest: toJson(manifest?.content ?? {}), manifestHash: manifest?.hash ?? '' },
  });
  await workOn(operationId);
  const sandbox = await ask(getSandbox, { slug }, worlds[0].customer);
  expect(sandbox.state).toBe('failed');
  expect(sandbox.operations[0]?.failureMessage).toContain('another database');
  expect(JSON.stringify(sandbox.operations)).not.toContain('tenant 2');
});

test('a tenant’s database is named in no audit event, job, operation, certificate or object of the cluster', async () => {
  const control = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  const [events, jobs, operations, certificates, objects, roles, marksOfDatabases] = await Promise.all([
    db().auditEvent.findMany(),
    asSuperuser('SELECT * FROM graphile_worker._private_jobs', [], control[0]?.name),
    db().operation.findMany({ include: { steps: true } }),
    db().certificate.findMany(),
    db().clusterObject.findMany(),
    asSuperuser('SELECT rolname FROM pg_roles'),
    asSuperuser(`SELECT description FROM pg_shdescription`),
  ]);
  expect(
    Math.min(...[events, jobs, operations, certificates, objects].map(({ length }) => length)),
  ).toBeGreaterThan(0);
  const told = [events, jobs, operations, certificates, objects, roles, marksOfDatabases];
  const text = JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? String(value) : value));
  for (const mark of [...marks, 'tenant 1', 'tenant 2']) expect(text).not.toContain(mark);
});
