import { afterAll, beforeAll, expect, test } from 'vitest';
import { rota } from '@/demo/rota/product';
import { systemActor } from '../../access/actor';
import { certificate } from '../../certificate-format/certificate';
import { getCertificate } from '../../certificates/get-certificate';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { toJson } from '../../db/to-json';
import { writePlan } from '../../plan-format/plan-file';
import { planHash } from '../../plan-format/plan-hash';
import { scrubPlan } from '../../plan-format/scrub-plan';
import type { ProductDefinition } from '../../products/product';
import { registerProduct } from '../../products/register-product';
import { submitRequest } from '../../requests/submit-request';
import { activateCopy } from '../../sandboxes/copies/decide/activate-copy';
import { getSandbox } from '../../sandboxes/get-sandbox';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { decideScopes } from '../../scrub-plans/decide/decide-scopes';
import { importPlan } from '../../scrub-plans/decide/import-plan';
import { previewImport } from '../../scrub-plans/decide/preview-import';
import { exportPlanFile } from '../../scrub-plans/export-plan-file';
import { getPlan } from '../../scrub-plans/get-plan';
import { copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectRota, useRota } from '../../testing/production';
import { signRefresh } from '../../testing/signed-refreshes';
import { checkLatest, fileSnapshot, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { workOn } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { getReview } from '../get-review';

useControlDatabase();
const production = useRota();
let world: World;

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectRota(world);
  await readSource(world);
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

const source = () => ({ tenantId: world.acme.tenantId });
const view = (input: object = {}) => ask(getPlan, { ...source(), ...input }, world.compliance);

async function decideRows(change: object) {
  const { plan } = await view();
  const input = { ...source(), version: plan?.version, reason: 'Decided by hand.', ...change };
  return run(decideScopes, input, world.compliance);
}

/** Every column that is open, as a person would: the product keeps no secrets in these. */
async function decideColumnsOpen() {
  const { plan } = await view({ group: 'unclassified' });
  const columns = plan?.rows.map(({ table, column }) => ({ table, column })) ?? [];
  if (columns.length === 0) return;
  const decision = { class: 'business.value', mask: { name: 'keep' }, reason: 'Says nothing of people.' };
  const input = { ...source(), version: plan?.version, columns, ...decision };
  expect(await run(decideColumns, input, world.compliance)).toMatchObject({ ok: true });
}

const own = { rows: 'tenant', path: 'id' };

test('a reading proposes each table’s way to the key, shares what the product shares, and leaves the rest open', async () => {
  const { plan } = await view();
  const scopes = new Map(plan?.scopes?.tables.map((row) => [row.table, row]));
  expect(plan?.scopes?.key).toEqual({ root: 'rota.organizations', columns: ['id'], values: ['7301'] });
  expect(scopes.get('rota.organizations')).toMatchObject(own);
  expect(scopes.get('rota.sites')).toMatchObject({ rows: 'tenant', path: 'organization_id' });
  expect(scopes.get('rota.absences')).toMatchObject({
    path: 'person_id → people.id, then organization_id',
    ways: 'person_id → rota.people (id)',
  });
  expect(scopes.get('rota.qualifications')).toMatchObject({ rows: 'reference', decidedBy: null });
  expect(scopes.get('rota.import_batches')).toMatchObject({ rows: 'undecided' });
  expect(plan?.scopes?.tables[0]?.table).toBe('rota.import_batches');
});

test('an undecided table stops the snapshot, by name, until a person says which of its rows leave', async () => {
  await decideColumnsOpen();
  expect(JSON.stringify(await checkLatest(world))).toContain('rota.import_batches');
  const { requestId } = await fileSnapshot(world);
  const { plan } = await ask(getReview, { requestId }, world.compliance);
  expect(plan?.refusals).toMatchObject([{ code: 'scope_missing', table: 'rota.import_batches' }]);
  expect(await decideRows({ tables: ['rota.import_batches'], rows: 'exclude' })).toMatchObject({ ok: true });
  expect(await checkLatest(world)).toEqual([]);
});

test('rows that are nobody’s are told to whoever decides and whoever signs, before anything is copied', async () => {
  const { requestId } = await fileSnapshot(world);
  const { plan: review } = await ask(getReview, { requestId }, world.compliance);
  const told = [{ code: 'rows_ownerless', table: 'rota.announcements' }];
  expect((await view()).plan?.warnings).toMatchObject(told);
  expect(review?.warnings).toMatchObject(told);
  expect(review?.warnings[0]?.message).toMatch(/^rota\.announcements: 2 rows are nobody’s and stay behind/);
});

test('what a person decides about rows is refused where the table, the column or the way does not exist', async () => {
  for (const [change, words] of [
    [{ tables: ['rota.nothing'], rows: 'reference' }, 'no table rota.nothing'],
    [{ tables: ['__proto__'], rows: 'reference' }, 'no table __proto__'],
    [{ tables: ['constructor'], rows: 'reference' }, 'no table constructor'],
    [{ tables: ['rota.shifts'], rows: 'tenant', ways: '' }, 'Write the way'],
    [{ tables: ['rota.shifts'], rows: 'tenant', ways: 'place_id' }, 'no column place_id'],
    [{ tables: ['rota.shifts'], rows: 'tenant', ways: 'site_id → rota.houses (id)' }, 'no table rota.houses'],
    [{ tables: ['rota.shifts'], rows: 'tenant', ways: 'site_id = 4' }, 'Write a way as'],
    [{ tables: ['rota.shifts', 'rota.sites'], rows: 'tenant', ways: 'id' }, 'one at a time'],
  ] as const) {
    const result = await decideRows(change);
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(JSON.stringify(result)).toContain(words);
  }
  const whole = await decideRows({ tables: ['rota.people'], rows: 'reference' });
  expect(whole).toMatchObject({ ok: true });
  expect(JSON.stringify(await checkLatest(world))).toContain('would take other tenants’ rows');
  const back = { tables: ['rota.people'], rows: 'tenant', ways: 'organization_id' };
  expect(await decideRows(back)).toMatchObject({ ok: true });
  expect(await checkLatest(world)).toEqual([]);
});

test('a keyed tenant is copied and proven, and nothing of its neighbour arrives, the key’s value included', async () => {
  const { slug, sandboxId, operationId } = await signSnapshot(world);
  await workOn(operationId);
  const sandbox = await ask(getSandbox, { slug }, world.customer);
  expect(sandbox.operations[0]?.failureMessage ?? null).toBeNull();
  expect(sandbox.state).toBe('ready');
  const stored = await db().certificate.findFirstOrThrow({ where: { sandboxId } });
  const { tenancy = [], tables } = certificate.parse(stored.document);
  expect(tenancy.every(({ strangers }) => strangers === 0)).toBe(true);
  const chosen = Object.fromEntries(tenancy.map(({ table, rows }) => [table, rows]));
  expect(chosen).toMatchObject({
    'rota.people': 'tenant',
    'rota.qualifications': 'reference',
    'rota.import_batches': 'exclude',
  });
  expect(tenancy.find(({ table }) => table === 'rota.assignments')?.scope).toContain('organization_id');
  const rows = (table: string) => tables.find((each) => each.table === table)?.targetRows;
  expect([rows('rota.people'), rows('rota.sites'), rows('rota.qualifications')]).toEqual([120, 4, 4]);
  expect(rows('rota.import_batches')).toBe(0);
  expect(rows('rota.announcements')).toBe(1);
  expect(tenancy.find(({ table }) => table === 'rota.announcements')?.ownerless).toBe(2);

  const { database } = await copyInUse(sandboxId);
  expect(await findInCopy(database ?? '', ['Emberly', '7302'])).toEqual([]);
  // The same look finds both where they are: in production.
  const there = new URL(production.url()).pathname.slice(1);
  expect((await findInCopy(there, ['Emberly', '7302'], 'rota')).sort()).toEqual(['7302', 'Emberly']);
});

test('a refresh of a keyed tenant brings its own later rows, and none that its neighbour got meanwhile', async () => {
  const there = new URL(production.url()).pathname.slice(1);
  await asSuperuser(
    `INSERT INTO rota.sites VALUES (901, 7301, 'Later clinic', '1 Mill Lane'), (902, 7302, 'Later Emberly', '2 Mill Lane')`,
    [],
    there,
  );
  const { id: sandboxId, slug } = await db().sandbox.findFirstOrThrow({ where: { state: 'ready' } });
  const { copyId, operationId } = await signRefresh(world, sandboxId);
  await workOn(operationId);
  const built = await db().sandboxCopy.findUniqueOrThrow({ where: { id: copyId } });
  expect(built.state).toBe('waiting');
  const { certificate: proof } = await ask(getCertificate, { slug, copy: copyId }, world.customer);
  expect(proof?.document).toMatchObject({ passed: true });
  expect(proof?.document.tables.find(({ table }) => table === 'rota.sites')).toMatchObject({ targetRows: 5 });
  expect(proof?.document.tenancy?.every(({ strangers }) => strangers === 0)).toBe(true);
  expect(proof?.authenticity.state).toBe('recorded');
  expect(await findInCopy(built.database ?? '', ['Emberly', '7302'])).toEqual([]);
  await runOrThrow(activateCopy, { copyId, typedName: slug }, world.customer);
  const { database } = await copyInUse(sandboxId);
  expect(database).toBe(built.database);
  await asSuperuser('DELETE FROM rota.sites WHERE id > 900', [], there);
});

async function findInCopy(database: string, words: string[], schema = 'app'): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'm')`,
    [schema],
    database,
  );
  expect(tables.length).toBeGreaterThan(10);
  const found = new Set<string>();
  for (const { name } of tables)
    for (const { word } of await asSuperuser<{ word: string }>(
      `SELECT w AS word FROM unnest($1::text[]) AS w WHERE EXISTS (SELECT FROM ${schema}.${name} t WHERE t::text ~ ('\\m' || w || '\\M'))`,
      [words],
      database,
    ))
      found.add(word);
  return [...found];
}

test('the value of a key stands in no audit event, job, operation or certificate', async () => {
  const [events, jobs, operations, certificates] = await Promise.all([
    db().auditEvent.findMany({ select: { details: true, subjectId: true } }),
    asSuperuser('SELECT * FROM graphile_worker._private_jobs', [], await controlDatabase()),
    db().operation.findMany({ include: { steps: true } }),
    db().certificate.findMany({ select: { document: true } }),
  ]);
  expect(Math.min(events.length, jobs.length, operations.length, certificates.length)).toBeGreaterThan(0);
  const text = JSON.stringify([events, jobs, operations, certificates], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).not.toMatch(/\b730[12]\b/);
});

async function controlDatabase(): Promise<string> {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  return row?.name ?? '';
}

async function exported() {
  const { text } = await ask(exportPlanFile, source(), world.compliance);
  const { plan } = await ask(getPlan, source(), world.compliance);
  return { version: plan?.version ?? 0, plan: scrubPlan.parse(JSON.parse(text)) };
}

test('the plan of another tenant’s key is refused at its preview, its import and the build, without its value', async () => {
  const { version, plan } = await exported();
  const stranger = scrubPlan.parse({ ...plan, tenant: { ...plan.tenant, values: ['7302'] } });
  const whole = { ...plan, tenant: undefined };
  for (const [wrong, words] of [
    [stranger, 'another tenant’s rows'],
    [whole, 'all rows of a schema that tenants share'],
  ] as const) {
    const input = { ...source(), document: writePlan(wrong) };
    const asked = { ...input, version, reason: 'From elsewhere.' };
    const imported = await run(importPlan, asked, world.compliance);
    expect(imported).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(JSON.stringify(imported)).toContain(words);
    expect(JSON.stringify(imported)).not.toContain('7302');
    await expect(ask(previewImport, input, world.compliance)).rejects.toThrow();
  }

  const { operationId, slug, requestId } = await signSnapshot(world);
  const signed = await db().signature.findFirstOrThrow({ where: { requestId } });
  const document = toJson(stranger);
  await db().scrubPlanVersion.update({
    where: { id: signed.planVersionId ?? '' },
    data: { document, hash: planHash(stranger) },
  });
  const review = await ask(getReview, { requestId }, world.compliance);
  await db().signature.update({
    where: { id: signed.id },
    data: { manifest: toJson(review.manifest?.content ?? {}), manifestHash: review.manifest?.hash ?? '' },
  });
  await workOn(operationId);
  const sandbox = await ask(getSandbox, { slug }, world.customer);
  expect(sandbox.state).toBe('failed');
  expect(sandbox.operations[0]?.failureMessage).toContain('another tenant’s rows');
  expect(JSON.stringify(sandbox.operations)).not.toContain('7302');
  await db().scrubPlanVersion.update({
    where: { id: signed.planVersionId ?? '' },
    data: { document: toJson(plan), hash: planHash(plan) },
  });
});

test('a scope that is changed after the signature voids it, and the review shows what changed', async () => {
  const { requestId, operationId, slug } = await signSnapshot(world);
  const changed = { tables: ['rota.import_batches'], rows: 'reference', reason: 'Holds only counts.' };
  expect(await decideRows(changed)).toMatchObject({ ok: true });
  expect(await checkLatest(world)).toEqual([]);
  const { signatures, plan } = await ask(getReview, { requestId }, world.compliance);
  expect(signatures.every(({ isValid }) => !isValid)).toBe(true);
  expect(plan?.lastSigned?.differences).toMatchObject([
    { place: 'rota.import_batches', fields: ['scope'], kind: 'changed' },
  ]);
  await workOn(operationId);
  const sandbox = await ask(getSandbox, { slug }, world.customer);
  expect(sandbox.state).toBe('failed');
  expect(sandbox.operations[0]?.failureMessage).toContain('signed again');
});

async function buildBlank(): Promise<{ slug: string; database: string | null; sandbox: { state: string } }> {
  const content = { ...sampleContent(), shape: 'blank' as const, seedSetName: '', ...source() };
  const configuration = ['modules' as const, 'branding' as const];
  const filed = await runOrThrow(submitRequest, { ...content, configuration }, world.customer);
  const { id, operations } = await db().sandbox.findUniqueOrThrow({
    where: { requestId: filed.id },
    select: { id: true, operations: { select: { id: true } } },
  });
  for (const operation of operations) await workOn(operation.id);
  const sandbox = await ask(getSandbox, { slug: filed.slug }, world.customer);
  const copy = await db().sandboxCopy.findFirst({ where: { inUseBy: { id } } });
  return { slug: filed.slug, database: copy?.database ?? null, sandbox };
}

test('a blank sandbox of a keyed tenant gets its own configuration and none of its neighbour’s', async () => {
  const { database, sandbox } = await buildBlank();
  expect(sandbox.state).toBe('ready');
  const rows = await asSuperuser<{ modules: number; others: number; line: string; shared: number }>(
    `SELECT count(*)::int AS modules, count(*) FILTER (WHERE organization_id <> 7301)::int AS others,
            (SELECT string_agg(welcome_line, '|') FROM app.branding) AS line,
            (SELECT count(*)::int FROM app.qualifications) AS shared FROM app.modules`,
    [],
    database ?? '',
  );
  expect(rows).toEqual([{ modules: 3, others: 0, line: 'Good shift, Delta!', shared: 4 }]);
});

test('what a product calls configuration or reference is refused where that would mix tenants', async () => {
  const { configuration } = rota;
  for (const [product, words] of [
    [{ ...rota, configuration: { ...configuration, modules: ['import_batches'] } }, 'import_batches'],
    [{ ...rota, referenceTables: ['qualifications', 'people'] }, 'people as a reference table'],
  ] satisfies [ProductDefinition, string][]) {
    await runOrThrow(registerProduct, product, systemActor('demo'));
    const { slug, sandbox } = await buildBlank();
    expect(sandbox.state).toBe('failed');
    const { operations } = await ask(getSandbox, { slug }, world.customer);
    expect(operations[0]).toMatchObject({ failureCode: 'product_mismatch' });
    expect(operations[0]?.failureMessage).toContain(words);
  }
  await runOrThrow(registerProduct, rota, systemActor('demo'));
});
