import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../canonical-json';
import { db } from '../../db/client';
import type { Prisma } from '../../db/generated/client';
import { createId } from '../../ids';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { useControlDatabase } from '../../testing/database';
import { createPlanVersion, createSignature, createTenant, decidedPlan } from '../../testing/plans';
import { createRequest, createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { isSigned } from './is-signed';
import { readManifest } from './read-manifest';
import { requireSignedPlan } from './require-signed-plan';

/**
 * Each part of what a signature binds is changed after the signature, straight in the tables, as a fault of ours or
 * somebody with a database client could: the build must be refused in words that name the part. Changes of the source's
 * own structure are refused by the copy itself (snapshot/promises/drift.test.ts).
 */
useControlDatabase();
let world: World;
let requestId: string;

beforeAll(async () => {
  world = await createWorld();
});

/** A request for a snapshot of a source of its own, signed as it stands. */
async function fileAndSign(builds = 1): Promise<void> {
  const { id: tenantId } = await createTenant(world);
  await createPlanVersion(tenantId, 1, decidedPlan());
  ({ id: requestId } = await createRequest(world, 'approved'));
  await db().request.update({
    where: { id: requestId },
    data: { tenantId, shape: 'snapshot', seedSetName: null },
  });
  await createSignature(requestId, builds);
}

const manifestNow = async () => {
  const manifest = await readManifest(db(), requestId);
  if (!manifest) throw new Error('there is a plan');
  return manifest;
};

const change = (data: Prisma.RequestUncheckedUpdateInput) => () =>
  db().request.update({ where: { id: requestId }, data });
const person = { kind: 'person', email: 'ada@example.test', reason: 'Builds the bridge.' };

/** A further version of the plan, changed in one place. */
const replan = (change: (plan: ScrubPlan) => void) => async () => {
  const { tenantId } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  const plan = decidedPlan();
  change(plan);
  await createPlanVersion(tenantId, 2, plan);
};
const users = (plan: ScrubPlan) => plan.tables['cascade.users'] ?? { columns: {} };

const changes: [what: string, change: () => Promise<unknown>, words: RegExp][] = [
  ['a person more', change({ people: [person, { ...person, email: 'bob@example.test' }] }), /people/],
  ['another person', change({ people: [{ ...person, email: 'bob@example.test' }] }), /people/],
  ['why a person is in', change({ people: [{ ...person, reason: 'Looks around.' }] }), /people/],
  ['nobody at all', change({ people: [] }), /people/],
  ['kept for longer', change({ durationDays: 90 }), /kept for/],
  ['another first day', change({ startsOn: new Date('2099-01-01') }), /start/],
  ['the shape', change({ shape: 'seeded', seedSetName: 'onboarding' }), /data/],
  ['a part of the configuration', change({ configuration: [] }), /configuration/],
  ['an early feature', change({ features: ['beta'] }), /early features/],
  [
    'a load test',
    change({ loadTest: { requestsPerSecond: 900, from: '2099-01-01', until: '2099-01-02' } }),
    /load test/,
  ],
  ['whose data', () => moveTo(world.acme.tenantId), /who asks/],
  [
    'a mask',
    replan((plan) => Object.assign(users(plan).columns.email ?? {}, { mask: { name: 'null' } })),
    /plan/,
  ],
  [
    'a class',
    replan((plan) => Object.assign(users(plan).columns.email ?? {}, { class: 'direct.username' })),
    /plan/,
  ],
  [
    'a parameter of a mask',
    replan((plan) =>
      Object.assign(users(plan).columns.email ?? {}, { mask: { name: 'mail', domain: 'x.test' } }),
    ),
    /plan/,
  ],
  [
    'a reason',
    replan((plan) => Object.assign(users(plan).columns.email ?? {}, { reason: 'Because.' })),
    /plan/,
  ],
  ['a row filter', replan((plan) => Object.assign(users(plan), { rowFilter: 'id > 5' })), /plan/],
  ['a table more', replan((plan) => Object.assign(plan.tables, { 'cascade.more': { columns: {} } })), /plan/],
  ['a table less', replan((plan) => Object.assign(plan, { tables: {} })), /plan/],
  ['a declared link', replan((plan) => plan.links.push(['cascade.users.email', 'cascade.users.id'])), /plan/],
  [
    'a text of the structure',
    replan((plan) =>
      Object.assign(plan.structure['comment on table cascade.users'] ?? {}, { decision: 'drop' }),
    ),
    /plan/,
  ],
  [
    'the structure that was read',
    replan((plan) => Object.assign(plan.source, { fingerprint: 'e'.repeat(64) })),
    /structure/,
  ],
  [
    'something kept that needs a second signature',
    replan((plan) => Object.assign(users(plan).columns.email ?? {}, { mask: { name: 'keep' } })),
    /signatures/,
  ],
  ['the engine', signedForAnotherEngine, /engine/],
  ['a void signature', voidSignature, /is void\. Taken back\./],
  [
    'a signature whose days are over',
    () => db().signature.updateMany({ where: { requestId }, data: { validUntil: new Date(0) } }),
    /out of date/,
  ],
  ['no signature', () => db().signature.deleteMany({ where: { requestId } }), /Nobody signed/],
];

async function moveTo(tenantId: string): Promise<void> {
  await db().scrubPlanVersion.deleteMany({ where: { tenantId } });
  await createPlanVersion(tenantId, 1, decidedPlan());
  await db().request.update({ where: { id: requestId }, data: { tenantId } });
}

async function signedForAnotherEngine(): Promise<void> {
  const { content } = await manifestNow();
  const manifest = { ...content, engineVersion: 0 };
  const manifestHash = createHash('sha256').update(canonicalJson(manifest)).digest('hex');
  await db().signature.updateMany({ where: { requestId }, data: { manifest, manifestHash } });
}

async function voidSignature(): Promise<void> {
  const data = { voidedAt: new Date(), voidReason: 'Taken back.' };
  await db().signature.updateMany({ where: { requestId }, data });
}

describe('what changed after sign-off', () => {
  test('nothing: the copy may begin, under the plan that was signed', async () => {
    await fileAndSign();
    expect(await requireSignedPlan(db(), requestId)).toMatchObject({ plan: decidedPlan() });
  });

  test(`each of ${changes.length} parts is refused, and named`, async () => {
    const refused: string[] = [];
    for (const [what, makeChange, words] of changes) {
      await fileAndSign();
      await makeChange();
      const failure: unknown = await requireSignedPlan(db(), requestId).catch((error: unknown) => error);
      expect(failure, what).toMatchObject({ code: 'not_signed' });
      expect(String(failure), what).toMatch(words);
      refused.push(what);
    }
    console.warn(`changed after sign-off: refused ${refused.length} of ${changes.length}`);
  });
});

describe('how many people sign', () => {
  test('where two have to, one alone is not enough, nor two accounts of one human; two are', async () => {
    await fileAndSign();
    await replan((plan) => Object.assign(users(plan).columns.email ?? {}, { mask: { name: 'keep' } }))();
    await db().signature.deleteMany({ where: { requestId } });
    const first = await createSignature(requestId);
    expect((await manifestNow()).signaturesNeeded).toBe(2);
    const refused = { code: 'not_signed', message: expect.stringContaining('Only 1 of 2 people signed it.') };
    await expect(requireSignedPlan(db(), requestId)).rejects.toMatchObject(refused);
    expect(await isSigned(db(), requestId)).toBe(false);

    const second = await createSignature(requestId);
    expect(await requireSignedPlan(db(), requestId)).toMatchObject({ planVersionId: second.planVersionId });
    expect(await isSigned(db(), requestId)).toBe(true);

    const { humanId } = await db().person.findUniqueOrThrow({ where: { id: first.signedById } });
    await db().person.update({ where: { id: second.signedById }, data: { humanId } });
    await expect(requireSignedPlan(db(), requestId)).rejects.toMatchObject(refused);
    expect(await isSigned(db(), requestId)).toBe(false);
  });
});

describe('for how many builds it was signed', () => {
  const handOver = async () => {
    const { id: sandboxId } = await createSandbox(world, 'ready', 'snapshot');
    const origin = { origin: 'production', handOver: 'on_decision', state: 'dropped' } as const;
    const copy = { id: createId(), sandboxId, requestId, ...origin };
    await db().sandboxCopy.create({ data: { ...copy, readyAt: new Date() } });
  };
  const next = () => requireSignedPlan(db(), requestId);

  test('one, unless the signer said otherwise', async () => {
    await fileAndSign();
    expect(await next()).toMatchObject({ buildsLeft: 1 });
    await handOver();
    await expect(next()).rejects.toThrow(/signed for one build, and that was handed over/);
  });

  test('as many as were handed over, and a signature before a build does not pay for the next', async () => {
    await fileAndSign(3);
    for (const buildsLeft of [3, 2, 1]) {
      expect(await next()).toMatchObject({ buildsLeft });
      await handOver();
    }
    await expect(next()).rejects.toThrow(/signed for 3 builds, and all of them were handed over/);
  });

  test('the fewer of two people, and a further signature does not add to them', async () => {
    await fileAndSign(3);
    await createSignature(requestId, 1);
    expect(await next()).toMatchObject({ buildsLeft: 1 });
    await handOver();
    await expect(next()).rejects.toThrow(/one build/);
  });
});
