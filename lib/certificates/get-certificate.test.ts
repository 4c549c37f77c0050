import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { appendEvent } from '../audit/append-event';
import type { Certificate } from '../certificate-format/certificate';
import { resultHash } from '../certificate-format/result-hash';
import { ask } from '../command/query';
import { db } from '../db/client';
import { transaction } from '../db/transaction';
import { createId } from '../ids';
import { useControlDatabase } from '../testing/database';
import { createSandbox } from '../testing/requests';
import { createWorld, type World } from '../testing/world';
import { getCertificate } from './get-certificate';

useControlDatabase();
let world: World;
let slug: string;
let sandboxId: string;
let copyId: string;

const document: Certificate = {
  formatVersion: 1,
  manifest: 'm'.repeat(64),
  plan: 'p'.repeat(64),
  structure: { cascade: 's'.repeat(64) },
  result: 'r'.repeat(64),
  passed: true,
  failures: [],
  comparedWith: 'snapshot',
  sourceTime: '2026-11-22T10:00:00Z',
  tables: [],
  findings: [],
  unvalidated: [],
  scanned: { columns: 0, sampled: [] },
  elapsedMs: 12,
};

async function certify(passed: boolean, createdAt: Date): Promise<void> {
  const columns = { document: { ...document, passed }, hash: 'h', passed, createdAt };
  await db().certificate.create({ data: { id: createId(), sandboxId, copyId, ...columns } });
}

beforeAll(async () => {
  world = await createWorld();
  ({ slug, id: sandboxId, copyId } = await createSandbox(world, 'ready'));
});

test('a sandbox without a certificate has none, and that is no error', async () => {
  const found = await ask(getCertificate, { slug }, world.customer);
  expect(found).toMatchObject({ sandbox: { slug }, certificate: null });
});

test('the customer and the house read the latest certificate; another customer learns of no such sandbox', async () => {
  await certify(false, new Date('2026-01-01'));
  await certify(true, new Date('2026-01-02'));
  for (const actor of [world.customer, world.colleague, world.support, world.compliance]) {
    const { certificate } = await ask(getCertificate, { slug }, actor);
    expect(certificate).toMatchObject({ passed: true, document });
  }
  const foreign = ask(getCertificate, { slug }, world.neighbour);
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  const unknown = ask(getCertificate, { slug: 'nothing-here' }, world.customer);
  const [first, second] = await Promise.allSettled([foreign, unknown]);
  expect(first).toEqual(second);
});

test('a proof is called recorded only where it comes to its own hash and the audit of its build holds that', async () => {
  const stored = async (change: object, told: string | null, operationId = createId()) => {
    const made = { ...document, tables: [], result: '' };
    const genuine = { ...made, result: resultHash(made) };
    const columns = { document: { ...genuine, ...change }, hash: genuine.result, passed: true };
    await db().certificate.create({
      data: {
        id: createId(),
        sandboxId,
        copyId,
        operationId,
        ...columns,
        createdAt: new Date('2026-01-03'),
      },
    });
    if (told !== null) {
      const details = { operationId, certificate: told === 'genuine' ? genuine.result : told };
      const entry = { event: 'sandbox.built', subject: { type: 'sandbox', id: sandboxId }, details };
      await transaction((tx) => appendEvent(tx, systemActor('worker'), entry, new Date()));
    }
    const { certificate } = await ask(getCertificate, { slug }, world.customer);
    await db().certificate.delete({ where: { operationId } });
    return certificate?.authenticity.state;
  };
  expect(await stored({}, 'genuine')).toBe('recorded');
  expect(await stored({}, null)).toBe('unrecorded');
  expect(await stored({}, 'f'.repeat(64))).toBe('altered');
  expect(await stored({ failures: [], elapsedMs: 13 }, 'genuine')).toBe('altered');
  expect(await stored({ passed: false }, 'genuine')).toBe('altered');
});

test('a copy is found under an earlier sandbox that bore the name, and under no other organization’s', async () => {
  const earlier = await createSandbox(world, 'destroyed');
  const columns = { document: { ...document, elapsedMs: 99 }, hash: 'h', passed: true };
  await db().certificate.create({
    data: {
      id: createId(),
      sandboxId: earlier.id,
      copyId: earlier.copyId,
      ...columns,
      createdAt: new Date('2025-01-01'),
    },
  });
  await db().sandbox.update({ where: { id: earlier.id }, data: { slug, createdAt: new Date('2025-01-01') } });
  const found = await ask(getCertificate, { slug, copy: earlier.copyId }, world.customer);
  expect(found).toMatchObject({ sandbox: { id: earlier.id }, certificate: { document: { elapsedMs: 99 } } });
  const foreign = ask(getCertificate, { slug, copy: earlier.copyId }, world.neighbour);
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  const latest = await ask(getCertificate, { slug, copy: copyId }, world.customer);
  expect(latest.sandbox.id).toBe(sandboxId);
});

test('a document of another form is refused instead of shown by halves', async () => {
  const columns = { document: { passed: true }, hash: 'h', passed: true, createdAt: new Date('2026-01-03') };
  await db().certificate.create({ data: { id: createId(), sandboxId, copyId, ...columns } });
  await expect(ask(getCertificate, { slug }, world.customer)).rejects.toThrow();
});
