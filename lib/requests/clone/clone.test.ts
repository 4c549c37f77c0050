import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { dayMs } from '../../days';
import { db } from '../../db/client';
import { transaction } from '../../db/transaction';
import { configure } from '../../env';
import { createId } from '../../ids';
import { approveRequest } from '../../reviews/approve-request';
import { completeBuild } from '../../sandboxes/build/complete-build';
import { failBuild } from '../../sandboxes/build/fail-build';
import { getLineage } from '../../sandboxes/clone/get-lineage';
import { loadClone } from '../../sandboxes/clone/load-clone';
import { rebuildCopy } from '../../sandboxes/copies/decide/rebuild-copy';
import { releaseBaselines } from '../../sandboxes/copies/release-baselines';
import { readImpact } from '../../sandboxes/impact/read-impact';
import { resetSandbox } from '../../sandboxes/reset/reset-sandbox';
import { quarantineSandbox } from '../../sandboxes/shut/quarantine-sandbox';
import { retireSandbox } from '../../sandboxes/shut/retire-sandbox';
import { suspendSandbox } from '../../sandboxes/shut/suspend-sandbox';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../../testing/database';
import { createPlanVersion, decidedPlan } from '../../testing/plans';
import { cloneOf, createClone, createDelivered } from '../../testing/resets';
import { createWorld, type World } from '../../testing/world';
import { destroySandbox } from '../destroy/destroy-sandbox';
import { removePerson } from '../people/remove-person';
import { withdrawRequest } from '../withdraw-request';
import { createClonable, signClone } from './clone.fixture';
import { cloneSandbox } from './clone-sandbox';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const worker = systemActor('worker');
const clone = (sandboxId: string, change = {}, actor = world.customer) =>
  run(cloneSandbox, { ...cloneOf(sandboxId), ...change }, actor);
const made = (id: string | null) =>
  db().sandbox.findUniqueOrThrow({
    where: { id: id ?? '' },
    include: { copies: true, people: true, request: true },
  });
const stateOf = async (requestId: string) =>
  (await db().request.findUniqueOrThrow({ where: { id: requestId } })).state;

/** What a worker would report of a clone that it made. */
async function handOver(sandboxId: string) {
  const { id: operationId, copyId } = await db().operation.findFirstOrThrow({
    where: { sandboxId, state: { in: ['queued', 'running'] } },
  });
  await db().operation.update({ where: { id: operationId }, data: { state: 'running', attempt: 1 } });
  const place = { database: `sb_${copyId}`, role: `sbr_${copyId}_1`, baseline: `sb_${copyId}_1_base` };
  const report = { ...place, fingerprint: 'f', rows: 1, bytes: 2, copied: null, basis: null };
  return run(completeBuild, { operationId, attempt: 1, ...report }, worker);
}

describe('inside the quota', () => {
  test('a seeded one needs nobody, and takes over class, seed set, people and an end no later than its own', async () => {
    const source = await createDelivered(world);
    const soon = new Date(Date.now() + 5.5 * dayMs);
    await db().sandbox.update({ where: { id: source.id }, data: { expiresAt: soon } });
    const { cloneId, requestId } = await runOrThrow(
      cloneSandbox,
      { ...cloneOf(source.id), durationDays: 6 },
      world.customer,
    );
    const sandbox = await made(cloneId);
    expect(sandbox).toMatchObject({
      state: 'building',
      shape: 'seeded',
      seedSetId: source.seedSetId,
      organizationId: source.organizationId,
      tenantId: source.tenantId,
      expiresAt: soon,
      protectedUntil: null,
    });
    expect(sandbox.people.map(({ key }) => key)).toEqual(['ada@example.test']);
    expect(sandbox.copies).toMatchObject([
      { origin: 'sandbox', handOver: 'at_once', state: 'building', baselineId: source.baselineId },
    ]);
    expect(await stateOf(requestId)).toBe('approved');
    expect(await handOver(sandbox.id)).toMatchObject({ ok: true });
    const after = await made(cloneId);
    expect(after.state).toBe('ready');
    expect(after.copies[0]?.baselineId).not.toBe(source.baselineId);
    const [of, from] = await Promise.all(
      [source.id, sandbox.id].map((sandboxId) => ask(getLineage, { sandboxId }, world.colleague)),
    );
    expect(of?.clones).toMatchObject([{ slug: sandbox.slug, moment: 'delivered' }]);
    expect(from?.from).toMatchObject({ slug: source.slug, moment: 'delivered' });
  });

  test('the worker is given the other’s baseline and role, and for one as it is now the database in use', async () => {
    configure({ CLUSTER_URL: 'postgres://provisioner@localhost/postgres' });
    for (const moment of ['delivered', 'now'] as const) {
      const { source, sandbox, copyId, requestId } = await createClone(world, moment);
      const baseline = await db().baseline.findUniqueOrThrow({ where: { id: source.baselineId } });
      const copy = { id: copyId, sandboxId: sandbox.id, requestId, origin: 'sandbox' as const };
      const { plan, closes } = await loadClone(copy, 1);
      const inUse = await db().sandboxCopy.findUniqueOrThrow({ where: { id: source.copyId } });
      expect(plan.baseline).toEqual({ database: baseline.database, fingerprint: 'f' });
      const now = { role: inUse.role, inUse: inUse.database };
      expect(plan.clone).toEqual(moment === 'now' ? now : { role: inUse.role });
      expect([plan.role.name, closes]).toEqual([undefined, moment === 'now' ? source.id : null]);
    }
  });
});

describe('beyond the quota', () => {
  test('support decides, and twenty clones at once beside one free place make one without asking', async () => {
    const small = await createWorld({ quota: 2 });
    const source = await createDelivered(small);
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => run(cloneSandbox, cloneOf(source.id), small.customer)),
    );
    expect(asked.every(({ ok }) => ok)).toBe(true);
    const states = await db().request.groupBy({
      by: ['state'],
      where: { kind: 'clone', concernsId: source.id },
      _count: true,
    });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
      approved: 1,
      awaiting_support: 19,
    });
    const waiting = await db().request.findFirstOrThrow({
      where: { concernsId: source.id, state: 'awaiting_support' },
    });
    const decision = { requestId: waiting.id, version: 1 };
    expect(await run(approveRequest, decision, small.support)).toMatchObject({ ok: true });
    expect((await db().sandbox.findUnique({ where: { requestId: waiting.id } }))?.state).toBe('building');
  });

  test('what compliance signs is not made where the last place went meanwhile', async () => {
    const source = await createClonable(world);
    const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
    await db().organization.update({
      where: { id: world.acme.id },
      data: { subscription: { update: { sandboxQuota: 0 } } },
    });
    expect(await signClone(world, requestId)).toMatchObject({
      error: { message: expect.stringMatching(/quota was used up/) },
    });
    await db().organization.update({
      where: { id: world.acme.id },
      data: { subscription: { update: { sandboxQuota: null } } },
    });
    expect(await signClone(world, requestId)).toMatchObject({ ok: true });
  });
});

describe('from production', () => {
  test('compliance signs for the copy that is cloned, and a plan that is edited meanwhile changes nothing of it', async () => {
    const source = await createClonable(world);
    const { requestId, cloneId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
    expect([await stateOf(requestId), cloneId]).toEqual(['awaiting_compliance', null]);
    const manifest = await readManifest(db(), requestId);
    const { activeCopyId } = await db().sandbox.findUniqueOrThrow({ where: { id: source.id } });
    expect(manifest).toMatchObject({
      planVersionId: source.version.id,
      content: { clones: { sandboxId: source.id, copyId: activeCopyId, moment: 'delivered' } },
    });
    expect(await signClone(world, requestId, { builds: 2 })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await signClone(world, requestId)).toMatchObject({ ok: true });
    const sandbox = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
    await createPlanVersion(source.tenantId, 9, { ...decidedPlan(), links: [] });
    expect(await handOver(sandbox.id)).toMatchObject({ ok: true });
    const [copy] = (await made(sandbox.id)).copies;
    expect(copy).toMatchObject({ origin: 'sandbox', planVersionId: source.version.id, state: 'active' });
  });

  test('is neither begun nor handed over once its signature is void', async () => {
    const source = await createClonable(world);
    const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
    await signClone(world, requestId);
    await db().signature.updateMany({
      where: { requestId },
      data: { voidedAt: new Date(), voidReason: 'x' },
    });
    const sandbox = await made((await db().sandbox.findUniqueOrThrow({ where: { requestId } })).id);
    const [copy] = sandbox.copies;
    if (!copy) throw new Error('It has no copy.');
    await expect(loadClone(copy, 1)).rejects.toMatchObject({ code: 'not_signed' });
    expect(await handOver(sandbox.id)).toMatchObject({ error: { code: 'not_signed' } });
  });
});

describe('ways to have more than the other sandbox', () => {
  const refused = async (change: object, error: object, actor = world.customer) => {
    const source = await createDelivered(world);
    expect(await clone(source.id, change, actor)).toMatchObject({ ok: false, error });
    expect(await db().request.count({ where: { concernsId: source.id } })).toBe(0);
  };
  const invalid = { code: 'invalid_input' };

  test('another class', () => refused({ shape: 'snapshot' }, invalid));
  test('more people', () =>
    refused({ people: [{ kind: 'person', email: 'eve@example.test', reason: 'x' }] }, invalid));
  test('early features or configuration', () =>
    refused({ features: ['bulk_import'], configuration: ['modules'] }, invalid));
  test('another organization’s sandbox', () => refused({}, { code: 'not_found' }, world.neighbour));
  test('a later end', async () => {
    const source = await createDelivered(world);
    const soon = new Date(Date.now() + 2 * dayMs);
    await db().sandbox.update({ where: { id: source.id }, data: { expiresAt: soon } });
    expect(await clone(source.id, { durationDays: 4 })).toMatchObject({
      error: { fields: { durationDays: [expect.stringMatching(/ends no later/)] } },
    });
  });
  test('somebody who was removed while it waited, and an end that came nearer', async () => {
    const source = await createClonable(world);
    const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
    const [person] = await db().sandboxPerson.findMany({ where: { sandboxId: source.id } });
    await runOrThrow(removePerson, { sandboxId: source.id, personId: person?.id ?? '' }, world.customer);
    const soon = new Date(Date.now() + dayMs);
    await db().sandbox.update({ where: { id: source.id }, data: { expiresAt: soon } });
    expect(await signClone(world, requestId)).toMatchObject({ ok: true });
    const sandbox = await db().sandbox.findUniqueOrThrow({ where: { requestId }, include: { people: true } });
    expect([sandbox.people, sandbox.expiresAt]).toEqual([[], soon]);
  });
  test('an approval with changes', async () => {
    const small = await createWorld({ quota: 0 });
    const source = await createDelivered(small);
    const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), small.customer);
    const more = { requestId, version: 1, durationDays: 300, note: 'Longer.' };
    expect(await run(approveRequest, more, small.support)).toMatchObject({
      error: { code: 'state_conflict' },
    });
  });
});

describe('a clone that is made', () => {
  test('holds what it is made from: nothing of it is destroyed or retired meanwhile, and one as it is now is not switched', async () => {
    for (const moment of ['delivered', 'now'] as const) {
      const { source, sandbox, reported } = await createClone(world, moment);
      const typed = { sandboxId: source.id, typedName: source.slug };
      const busy = {
        error: { message: expect.stringMatching(new RegExp(`${sandbox.slug} is being cloned`)) },
      };
      expect((await readImpact(source.id)).inFlight).toContain(
        `the clone ${sandbox.slug}, which is being made`,
      );
      expect(await run(destroySandbox, typed, world.customer)).toMatchObject(busy);
      expect(await run(retireSandbox, typed, world.customer)).toMatchObject(busy);
      const reset = await run(resetSandbox, typed, world.customer);
      expect(reset.ok).toBe(moment === 'delivered');
      expect(await run(completeBuild, reported, worker)).toMatchObject({ ok: true });
      expect((await clone(source.id)).ok).toBe(moment === 'now');
    }
  });

  test('is not handed over where the other was quarantined, and is where its people suspended it', async () => {
    const why = 'To look at it.';
    const one = await createClone(world);
    await runOrThrow(quarantineSandbox, { sandboxId: one.source.id, reason: why }, world.support);
    expect(await run(completeBuild, one.reported, worker)).toMatchObject({
      error: { code: 'basis_changed', message: `${one.source.slug} is quarantined.` },
    });
    const two = await createClone(world);
    await runOrThrow(suspendSandbox, { sandboxId: two.source.id, reason: why }, world.customer);
    expect(await run(completeBuild, two.reported, worker)).toMatchObject({ ok: true });
  });

  test('that failed is made again from the sandbox, never from production, and lets go of it', async () => {
    const { source, sandbox, copyId, reported } = await createClone(world, 'now');
    const { operationId } = reported;
    const failure = { step: 'copy', code: 'target_full', message: 'No room.', remedy: 'Make room.' };
    await runOrThrow(failBuild, { operationId, attempt: 1, ...failure }, worker);
    const jobs = await db().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE key = ${`open_cloned:${source.id}`}`;
    expect(jobs).toEqual([{ n: 1 }]);
    expect(await run(rebuildCopy, { copyId }, world.customer)).toMatchObject({ ok: true });
    const copies = await db().sandboxCopy.findMany({ where: { sandboxId: sandbox.id } });
    expect(copies.map(({ origin, state }) => [origin, state]).sort()).toEqual([
      ['sandbox', 'building'],
      ['sandbox', 'failed'],
    ]);
  });

  test('keeps the baseline that it is made from while the other’s copies go, and no longer', async () => {
    const { source, reported } = await createClone(world);
    const next = createId();
    const inUse = {
      sandboxId: source.id,
      origin: 'seed_set',
      handOver: 'on_decision',
      state: 'active',
    } as const;
    await db().sandboxCopy.update({ where: { id: source.copyId }, data: { state: 'dropping' } });
    await db().sandboxCopy.create({ data: { id: next, ...inUse } });
    await db().sandbox.update({ where: { id: source.id }, data: { activeCopyId: next } });
    const released = async () => {
      await transaction((tx) => releaseBaselines(tx, source.id, new Date()));
      return (await db().baseline.findUniqueOrThrow({ where: { id: source.baselineId } })).releasedAt;
    };
    expect(await released()).toBeNull();
    expect(await run(completeBuild, reported, worker)).toMatchObject({ ok: true });
    const { releasedAt } = await db().baseline.findUniqueOrThrow({ where: { id: source.baselineId } });
    expect(releasedAt).toBeInstanceOf(Date);
  });
});

test('a request that waits is withdrawn with its name, also when the sandbox that it is about is destroyed', async () => {
  const source = await createClonable(world);
  const one = cloneOf(source.id);
  const { requestId } = await runOrThrow(cloneSandbox, one, world.customer);
  expect(await clone(source.id, { slug: one.slug })).toMatchObject({
    error: { fields: { slug: [expect.stringMatching(/is taken/)] } },
  });
  await runOrThrow(withdrawRequest, { requestId }, world.customer);
  const again = await runOrThrow(cloneSandbox, one, world.customer);
  const typed = { sandboxId: source.id, typedName: source.slug };
  await runOrThrow(destroySandbox, typed, world.compliance);
  expect(await stateOf(again.requestId)).toBe('withdrawn');
  expect(await db().slugClaim.count({ where: { slug: one.slug } })).toBe(0);
});
