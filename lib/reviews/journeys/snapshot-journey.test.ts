import { afterAll, beforeAll, expect, test } from 'vitest';
import { canariesOf } from '@/demo/fabrica/canaries';
import { certificate } from '../../certificate-format/certificate';
import { checkAgainstDesk, checkFile, readCertificateFile } from '../../certificates/check-certificate';
import { getCertificate } from '../../certificates/get-certificate';
import { writeCertificateFile } from '../../certificates/write-certificate-file';
import { ask } from '../../command/query';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { submitRequest } from '../../requests/submit-request';
import { getSandbox } from '../../sandboxes/get-sandbox';
import { checkVersion } from '../../scrub-plans/check-version';
import { decideColumns } from '../../scrub-plans/decide/decide-columns';
import { undoVersion } from '../../scrub-plans/decide/undo-version';
import { getPlan } from '../../scrub-plans/get-plan';
import { requestReading } from '../../scrub-plans/reading/request-reading';
import { runReading } from '../../scrub-plans/reading/run-reading';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { workOn } from '../../testing/work-on';
import { createPerson, createWorld, sampleContent, type World } from '../../testing/world';
import { approveRequest } from '../approve-request';
import { getReview } from '../get-review';
import { reopenReview } from '../reopen-review';
import { signRequest } from '../sign-request';

useControlDatabase();
const production = useProduction();
let world: World;

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  await readSource();
  await decideOpen();
});
afterAll(async () => {
  for (const { kind, name } of await db().clusterObject.findMany({
    where: { goneAt: null, kind: 'database' },
  }))
    await asSuperuser(`DROP ${kind} IF EXISTS "${name}" WITH (FORCE)`);
});

const source = () => ({ tenantId: world.acme.tenantId });

async function readSource(): Promise<void> {
  const asked = await run(requestReading, source(), world.support);
  if (!asked.ok) throw new Error(asked.error.message);
  await runReading(asked.value.id);
}

/** As a person would: what nobody could classify is looked at, and kept with a reason or dropped. */
async function decideOpen(): Promise<void> {
  const { plan } = await ask(getPlan, { ...source(), group: 'unclassified' }, world.compliance);
  const columns = plan?.rows.map(({ table, column }) => ({ table, column })) ?? [];
  const risky = columns.filter(({ column }) =>
    ['headers', 'preferences', 'storage_url', 'rules'].includes(column),
  );
  const partNumbers = { table: 'cascade.parts', column: 'number' };
  const plain = [partNumbers, ...columns.filter((each) => !risky.includes(each))];
  const keep = { class: 'business.value', mask: { name: 'keep' }, reason: 'Describes goods, not people.' };
  const empty = {
    class: 'direct.free_text',
    mask: { name: 'constant', value: '{}' },
    reason: 'May hold anything.',
  };
  let version = plan?.version ?? 0;
  const sessions = [{ table: 'cascade.sessions', column: 'id' }];
  const session = {
    class: 'secret.session',
    mask: { name: 'pseudonym' },
    reason: 'Whoever knows it is signed in.',
  };
  for (const [chosen, decision] of [
    [plain, keep],
    [risky, empty],
    [sessions, session],
  ] as const) {
    if (chosen.length === 0) continue;
    const decided = await run(
      decideColumns,
      { ...source(), version, columns: chosen, ...decision },
      world.compliance,
    );
    if (!decided.ok) throw new Error(decided.error.message);
    version = decided.value.version;
  }
  await checkLatest();
}

async function checkLatest(): Promise<void> {
  const latest = await db().scrubPlanVersion.findFirstOrThrow({
    where: source(),
    orderBy: { version: 'desc' },
  });
  await checkVersion(latest.id);
  const checked = await db().scrubPlanVersion.findUniqueOrThrow({ where: { id: latest.id } });
  expect(checked.refusals).toEqual([]);
}

async function askForSnapshot() {
  const input = { ...sampleContent(), shape: 'snapshot', seedSetName: '', ...source() };
  const filed = await run(submitRequest, input, world.customer);
  if (!filed.ok) throw new Error(filed.error.message);
  expect(filed.value.sandboxId).toBeNull();
  const seen = { requestId: filed.value.id, version: 1 };
  expect(await run(approveRequest, seen, world.support)).toMatchObject({
    ok: true,
    value: { next: 'compliance' },
  });
  return { ...seen, slug: filed.value.slug };
}

async function sign(seen: { requestId: string; version: number }, reviewer = world.compliance) {
  const review = await ask(getReview, { requestId: seen.requestId }, reviewer);
  const input = {
    requestId: seen.requestId,
    version: seen.version,
    reason: 'Seen.',
    manifestHash: review.manifest?.hash,
  };
  return { needed: review.manifest?.signaturesNeeded, result: await run(signRequest, input, reviewer) };
}

async function build(requestId: string): Promise<void> {
  const { operations } = await db().sandbox.findUniqueOrThrow({
    where: { requestId },
    select: { operations: { where: { state: 'queued' }, select: { id: true } } },
  });
  for (const { id } of operations) await workOn(id);
}

test('a signed snapshot is copied, proven and handed over with nobody’s data in it', async () => {
  const seen = await askForSnapshot();
  const { result, needed } = await sign(seen);
  expect(needed).toBe(1);
  expect(result).toMatchObject({ ok: true });
  await build(seen.requestId);
  const sandbox = await ask(getSandbox, { slug: seen.slug }, world.customer);
  expect(sandbox.operations[0]?.failureMessage ?? null).toBeNull();
  expect(sandbox.state).toBe('ready');

  const stored = await db().certificate.findFirstOrThrow({ where: { sandboxId: sandbox.id } });
  const proof = certificate.parse(stored.document);
  expect(proof.passed).toBe(true);
  expect(proof.tables.length).toBeGreaterThan(30);
  expect(proof.tables.every((table) => table.sourceRows === table.targetRows)).toBe(true);
  const built = await db().auditEvent.findFirstOrThrow({
    where: { event: 'copy.built', subjectId: sandbox.id },
  });
  expect(built.details).toMatchObject({ certificate: stored.hash });
  const { certificate: shown } = await ask(getCertificate, { slug: seen.slug }, world.customer);
  expect(shown?.authenticity).toEqual({ state: 'recorded', seq: Number(built.seq) });
  const signature = await db().signature.findFirstOrThrow({ where: { requestId: seen.requestId } });
  expect(shown?.signed).toMatchObject({ hash: signature.manifestHash, isWhole: true, needed: 1 });
  expect(shown?.signed?.signatures).toMatchObject([
    { name: world.compliance.name, role: 'compliance', reason: 'Seen.', signedAt: signature.signedAt },
  ]);
  const partNumber = {
    column: 'number',
    reason: 'Describes goods, not people.',
    decidedBy: world.compliance.name,
  };
  expect(shown?.plan?.kept).toContainEqual(expect.objectContaining(partNumber));
  if (!shown) throw new Error('There is no certificate.');
  const file = readCertificateFile(JSON.stringify(writeCertificateFile(shown.document, shown)));
  const checks = [...checkFile(file), ...(await checkAgainstDesk(file))];
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);

  const { overview } = sandbox.operations[0]?.steps.find(({ name }) => name === 'snapshot') ?? {};
  // Partitions are copied one by one and proven as one table.
  expect(overview?.done).toBe(overview?.total);
  expect(overview?.total).toBeGreaterThanOrEqual(proof.tables.length);
  expect(overview?.tables.every(({ done }) => done)).toBe(true);
  const progress = overview?.tables.find(({ table }) => table.endsWith('.users'));
  expect(progress?.rows).toBe(proof.tables.find(({ table }) => table === progress?.table)?.targetRows);

  const { database } = await copyInUse(sandbox.id);
  const [users] = await asSuperuser<{ n: number; elsewhere: number }>(
    `SELECT count(*)::int AS n, count(*) FILTER (WHERE email NOT LIKE '%@example.test')::int AS elsewhere FROM app.users`,
    [],
    database ?? '',
  );
  expect(users?.n).toBeGreaterThan(0);
  expect(users?.elsewhere).toBe(0);
  await expectNoCanaries(database ?? '');
});

async function expectNoCanaries(database: string): Promise<void> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'm')`,
    [],
    database,
  );
  const canaries = canariesOf('cascade').filter(({ place }) => place === 'row');
  expect(canaries.length).toBeGreaterThan(20);
  for (const { name } of tables) {
    const [row] = await asSuperuser<{ found: string | null }>(
      `SELECT (SELECT c FROM unnest($1::text[]) AS c WHERE EXISTS (SELECT FROM app.${name} t WHERE position(c IN t::text) > 0) LIMIT 1) AS found`,
      [canaries.map(({ value }) => value)],
      database,
    );
    expect(row?.found ?? null, name).toBeNull();
  }
}

test('what is kept although it is sensitive needs two people of compliance', async () => {
  const { plan } = await ask(getPlan, { ...source(), text: 'sessions.user_agent' }, world.compliance);
  const [row] = plan?.rows ?? [];
  const kept = { class: row?.class, mask: { name: 'keep' }, reason: 'The customer’s own staff list.' };
  const columns = [{ table: row?.table, column: row?.column }];
  const decided = await run(
    decideColumns,
    { ...source(), version: plan?.version, columns, ...kept },
    world.compliance,
  );
  if (!decided.ok) throw new Error(decided.error.message);
  await checkLatest();
  const seen = await askForSnapshot();
  const first = await sign(seen);
  expect(first).toMatchObject({ needed: 2, result: { ok: true, value: { signatures: 1 } } });
  expect(await db().sandbox.count({ where: { requestId: seen.requestId } })).toBe(0);
  expect((await sign(seen)).result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  const second = await sign(seen, await createPerson('compliance'));
  expect(second.result).toMatchObject({ ok: true, value: { signatures: 2 } });
  expect(await db().sandbox.count({ where: { requestId: seen.requestId } })).toBe(1);
  const undone = await run(
    undoVersion,
    { ...source(), version: decided.value.version, reason: 'Only for once.' },
    world.compliance,
  );
  expect(undone).toMatchObject({ ok: true });
  await checkLatest();
});

test('a change of the plan after the page was loaded, or after the signature, asks for another look', async () => {
  const seen = await askForSnapshot();
  const review = await ask(getReview, { requestId: seen.requestId }, world.compliance);
  await readSource();
  await checkLatest();
  const stale = {
    requestId: seen.requestId,
    version: 1,
    reason: 'Seen.',
    manifestHash: review.manifest?.hash,
  };
  const result = await run(signRequest, stale, world.compliance);
  expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
});

test('a column that appears between the signature and the copy stops it, by name, and nothing is left', async () => {
  const seen = await askForSnapshot();
  expect((await sign(seen)).result).toMatchObject({ ok: true });
  const url = new URL(production.url()).pathname.slice(1);
  await asSuperuser('ALTER TABLE cascade.users ADD COLUMN maiden_name text', [], url);
  try {
    await build(seen.requestId);
    const sandbox = await ask(getSandbox, { slug: seen.slug }, world.customer);
    expect(sandbox.state).toBe('failed');
    expect(sandbox.operations[0]).toMatchObject({ failureCode: 'plan_refused' });
    expect(sandbox.operations[0]?.failureMessage).toContain('maiden_name');
    const [copyId = ''] = await copyIdsOf(sandbox.id);
    const left = await asSuperuser('SELECT FROM pg_database WHERE datname LIKE $1', [`sb\\_${copyId}%`]);
    expect(left).toEqual([]);
    const reopened = await run(
      reopenReview,
      { requestId: seen.requestId, version: 1, reason: 'Drift.' },
      world.support,
    );
    expect(reopened).toMatchObject({ ok: true });
    const { signatures } = await ask(getReview, { requestId: seen.requestId }, world.compliance);
    expect(signatures.every((signature) => !signature.isValid)).toBe(true);
  } finally {
    await asSuperuser('ALTER TABLE cascade.users DROP COLUMN maiden_name', [], url);
  }
});

test('what changes after the signature and is no column stops the copy by name, and the next review names it', async () => {
  const seen = await askForSnapshot();
  expect((await sign(seen)).result).toMatchObject({ ok: true });
  const url = new URL(production.url()).pathname.slice(1);
  await asSuperuser('CREATE VIEW cascade.late AS SELECT 1 AS one', [], url);
  try {
    await build(seen.requestId);
    const sandbox = await ask(getSandbox, { slug: seen.slug }, world.customer);
    expect(sandbox.operations[0]).toMatchObject({ failureCode: 'manifest_changed' });
    expect(sandbox.operations[0]?.failureMessage).toContain('view "late" was added');
    await readSource();
    await checkLatest();
    const { note } = await db().scrubPlanVersion.findFirstOrThrow({
      where: source(),
      orderBy: { version: 'desc' },
    });
    expect(note).toContain('view "late" was added');
    await run(reopenReview, { requestId: seen.requestId, version: 1, reason: 'Drift.' }, world.support);
    const { plan } = await ask(getReview, { requestId: seen.requestId }, world.compliance);
    expect(plan?.lastSigned?.differences).toMatchObject([{ place: 'view "late"', kind: 'added' }]);
  } finally {
    await asSuperuser('DROP VIEW cascade.late', [], url);
  }
});

test('a snapshot whose signature was voided is not built', async () => {
  await readSource();
  await checkLatest();
  const seen = await askForSnapshot();
  expect((await sign(seen)).result).toMatchObject({ ok: true });
  await db().signature.updateMany({ where: { requestId: seen.requestId }, data: { voidedAt: new Date(0) } });
  await build(seen.requestId);
  const sandbox = await ask(getSandbox, { slug: seen.slug }, world.customer);
  expect(sandbox.state).toBe('failed');
  expect(sandbox.operations[0]?.failureMessage).toContain('signed again');
});
