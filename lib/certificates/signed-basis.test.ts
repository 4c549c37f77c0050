import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { systemActor } from '../access/actor';
import { appendEvent } from '../audit/append-event';
import type { Certificate } from '../certificate-format/certificate';
import { resultHash } from '../certificate-format/result-hash';
import { ask } from '../command/query';
import { db } from '../db/client';
import { toJson } from '../db/to-json';
import { transaction } from '../db/transaction';
import { createId } from '../ids';
import { canonicalHash } from '../plan-format/canonical-hash';
import type { ScrubPlan } from '../plan-format/scrub-plan';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../testing/database';
import { createPlanVersion, createSignature, decidedPlan } from '../testing/plans';
import { createSandbox } from '../testing/requests';
import { createWorld, type World } from '../testing/world';
import type { CertificateFile } from './certificate-file';
import { checkAgainstDesk, checkFile, readCertificateFile } from './check-certificate';
import { getCertificate } from './get-certificate';
import { writeCertificateFile } from './write-certificate-file';

useControlDatabase();
let world: World;
let sandbox: Awaited<ReturnType<typeof createSandbox>>;
let signature: Awaited<ReturnType<typeof createSignature>>;

/** What the engine would write of a copy under this plan. */
function proofOf(plan: string, fingerprint: string): Certificate {
  const structure = { cascade: fingerprint };
  const body = {
    formatVersion: 1 as const,
    plan,
    structure,
    manifest: canonicalHash({ plan, structure: canonicalHash(structure) }),
    passed: true,
    failures: [],
    comparedWith: 'snapshot' as const,
    sourceTime: '2026-11-22T10:00:00Z',
    tables: [],
    findings: [],
    unvalidated: [],
    scanned: { columns: 0, sampled: [] },
    elapsedMs: 12,
  };
  return { ...body, result: resultHash(body) };
}

const fingerprint = 'f'.repeat(64);

function keepingPlan(): ScrubPlan {
  const plan = decidedPlan();
  plan.source.fingerprint = canonicalHash({ cascade: fingerprint });
  const users = plan.tables['cascade.users'];
  if (users)
    users.columns.team = {
      type: 'text',
      class: 'direct.person_name',
      mask: { name: 'keep' },
      reason: 'Names of teams.',
      decidedBy: 'Ada',
    };
  return plan;
}

beforeAll(async () => {
  world = await createWorld();
  sandbox = await createSandbox(world, 'ready', 'snapshot');
  const version = await createPlanVersion(world.acme.tenantId, 1, keepingPlan());
  signature = await createSignature(sandbox.requestId);
  const document = proofOf(version.hash, fingerprint);
  const operationId = createId();
  const columns = { document: toJson(document), hash: document.result, passed: true, operationId };
  await db().certificate.create({
    data: {
      id: createId(),
      sandboxId: sandbox.id,
      copyId: sandbox.copyId,
      ...columns,
      createdAt: new Date(),
    },
  });
  const details = { operationId, certificate: document.result };
  const entry = { event: 'sandbox.built', subject: { type: 'sandbox', id: sandbox.id }, details };
  await transaction((tx) => appendEvent(tx, systemActor('worker'), entry, new Date()));
});

async function shown() {
  const { certificate } = await ask(getCertificate, { slug: sandbox.slug }, world.customer);
  if (!certificate) throw new Error('There is no certificate.');
  return certificate;
}
const fileOf = async (): Promise<CertificateFile> => {
  const certificate = await shown();
  return readCertificateFile(JSON.stringify(writeCertificateFile(certificate.document, certificate)));
};
const asObject = (value: unknown) => z.record(z.string(), z.json()).parse(value);
const failed = (checks: { holds: boolean | null; text: string }[]) =>
  checks.filter(({ holds }) => holds === false).map(({ text }) => text);

test('a certificate shows the manifest that was signed, who signed it, and every kept column with its reason', async () => {
  const { signed, plan, document } = await shown();
  const manifest = await readManifest(db(), sandbox.requestId);
  expect(signed).toMatchObject({
    hash: manifest?.hash,
    content: manifest?.content,
    needed: 2,
    isWhole: true,
  });
  expect(signed?.content).toMatchObject({ plan: { copy: document.manifest, hash: document.plan } });
  expect(signed?.signatures).toMatchObject([{ role: 'compliance', reason: 'Seen.', voidedAt: null }]);
  expect(plan?.kept.map(({ column, reason, decidedBy }) => [column, reason, decidedBy])).toEqual([
    ['team', 'Names of teams.', 'Ada'],
    ['id', null, null],
  ]);
  expect(JSON.stringify(plan)).not.toContain('primary key');
});

test('a later plan and a later void change nothing about what was signed then, and the void is told', async () => {
  const later = keepingPlan();
  later.links = [['cascade.users.id', 'cascade.users.team']];
  await createPlanVersion(world.acme.tenantId, 2, later);
  await createPlanVersion(world.acme.tenantId, 3, keepingPlan());
  const voided = { voidedAt: new Date(Date.now() + 1_000), voidReason: 'The plan was changed.' };
  await db().signature.update({ where: { id: signature.id }, data: voided });
  const { signed, plan } = await shown();
  expect(plan?.version).toBe(1);
  expect(signed?.signatures).toMatchObject([{ ...voided }]);
  await db().scrubPlanVersion.deleteMany({ where: { version: { gt: 1 } } });
  await db().signature.update({ where: { id: signature.id }, data: { voidedAt: null } });
});

test('a signature that was void before the proof, came after it or stands under another plan is none of it', async () => {
  const other = await createSignature(sandbox.requestId);
  for (const change of [
    { voidedAt: new Date(0) },
    { signedAt: new Date('2099-01-01') },
    { manifest: { ...asObject(other.manifest), plan: { version: 9, hash: 'x', structure: 'x', copy: 'x' } } },
  ]) {
    await db().signature.update({ where: { id: other.id }, data: { voidedAt: null, ...change } });
    expect((await shown()).signed?.signatures).toHaveLength(1);
    await db().signature.update({
      where: { id: other.id },
      data: { voidedAt: null, signedAt: other.signedAt, manifest: asObject(other.manifest) },
    });
  }
  await db().signature.delete({ where: { id: other.id } });
  await db().signature.update({ where: { id: signature.id }, data: { voidedAt: new Date(0) } });
  expect((await shown()).signed).toBeNull();
  await db().signature.update({ where: { id: signature.id }, data: { voidedAt: null } });
});

test('a manifest that was changed after it was signed is told', async () => {
  const content = { ...asObject(signature.manifest), durationDays: 365 };
  await db().signature.update({ where: { id: signature.id }, data: { manifest: content } });
  expect((await shown()).signed?.isWhole).toBe(false);
  await db().signature.update({
    where: { id: signature.id },
    data: { manifest: asObject(signature.manifest) },
  });
});

test('the file says what the page shows, and holds against itself and the desk once two people signed', async () => {
  expect(failed(checkFile(await fileOf()))).toEqual(['As many people signed as the manifest demands (2)']);
  const second = await createSignature(sandbox.requestId);
  await db().signature.update({ where: { id: second.id }, data: { signedAt: signature.signedAt } });
  const file = await fileOf();
  const checks = [...checkFile(file), ...(await checkAgainstDesk(file))];
  expect(checks.every(({ holds }) => holds)).toBe(true);
  expect(checks.length).toBeGreaterThan(10);
});

test.each<[string, (file: CertificateFile) => void]>([
  ['the verdict', ({ certificate }) => Object.assign(certificate, { elapsedMs: 1 })],
  ['the plan', ({ certificate }) => Object.assign(certificate, { plan: 'x' })],
  [
    'the result too',
    ({ certificate }) => {
      Object.assign(certificate, { elapsedMs: 1 });
      Object.assign(certificate, { result: resultHash(certificate) });
    },
  ],
  ['the manifest', ({ signed }) => Object.assign(signed?.content ?? {}, { durationDays: 365 })],
  ['a signer', ({ signed }) => Object.assign(signed?.signatures[0] ?? {}, { name: 'Somebody else' })],
  ['a reason to sign', ({ signed }) => Object.assign(signed?.signatures[0] ?? {}, { reason: 'Other.' })],
  [
    'a day of signing',
    ({ signed }) => Object.assign(signed?.signatures[0] ?? {}, { signedAt: '2020-01-01T00:00:00Z' }),
  ],
  ['a signature away', ({ signed }) => signed?.signatures.pop()],
  ['a kept column away', ({ plan }) => plan?.kept.pop()],
  ['a reason to keep', ({ plan }) => Object.assign(plan?.kept[0] ?? {}, { reason: 'Other.' })],
  ['the version', ({ plan }) => Object.assign(plan ?? {}, { version: 2 })],
])('a file in which somebody changed %s does not hold', async (_what, change) => {
  const file = await fileOf();
  change(file);
  expect(failed([...checkFile(file), ...(await checkAgainstDesk(file))])).not.toEqual([]);
});

test('a bare proof from before stays valid and is called what it is; anything else is refused', async () => {
  const file = readCertificateFile(JSON.stringify((await shown()).document));
  const checks = [...checkFile(file), ...(await checkAgainstDesk(file))];
  expect(failed(checks)).toEqual([]);
  expect(checks).toContainEqual({ holds: null, text: 'The file holds no manifest and no signatures' });
  expect(() => readCertificateFile('{}')).toThrow('no certificate');
  expect(() => readCertificateFile('{')).toThrow('no JSON');
});
