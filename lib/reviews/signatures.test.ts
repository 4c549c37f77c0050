import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../access/actor';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { dayMs, dayText } from '../days';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { amendRequest } from '../requests/amend-request';
import { answerQuestion } from '../requests/answer-question';
import { destroySandbox } from '../requests/destroy/destroy-sandbox';
import { submitRefresh } from '../requests/refresh/submit-refresh';
import { withdrawRequest } from '../requests/withdraw-request';
import { addVersion, latestVersion } from '../scrub-plans/add-version';
import { useControlDatabase } from '../testing/database';
import { createPlanVersion, createTenant, samplePlan } from '../testing/plans';
import { createRequest, createSandbox } from '../testing/requests';
import { createPerson, createWorld, sampleContent, type World } from '../testing/world';
import { approveRequest } from './approve-request';
import { getReview } from './get-review';
import { refuseRequest } from './refuse-request';
import { reopenReview } from './reopen-review';
import { returnRequest } from './return-request';
import { signRequest } from './sign-request';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

/** A source whose plan is checked: it keeps a mail address, which takes two people, or masks it. */
async function createSource(email: 'keep' | 'mail'): Promise<string> {
  const { id: tenantId } = await createTenant(world);
  await addChecked(tenantId, 1, email);
  return tenantId;
}

async function addChecked(tenantId: string, version: number, email: string): Promise<void> {
  const plan = samplePlan();
  const users = plan.tables['cascade.users'];
  if (users)
    users.columns.email = { type: 'text', class: 'direct.mail', mask: { name: email }, reason: 'Agreed.' };
  const { id } = await createPlanVersion(tenantId, version, plan);
  await checked({ id });
}

const checked = (where: Prisma.ScrubPlanVersionWhereInput) =>
  db().scrubPlanVersion.updateMany({ where, data: { checkedAt: new Date(), refusals: [] } });

/** A snapshot of a source that support has approved. */
async function createSnapshot(tenantId: string, data: Prisma.RequestUncheckedUpdateInput = {}) {
  const { id } = await createRequest(world, 'awaiting_compliance');
  const shape = { tenantId, shape: 'snapshot' as const, seedSetName: null };
  await db().request.update({ where: { id }, data: { ...shape, ...data } });
  return { requestId: id, version: 1 };
}

type Seen = { requestId: string; version: number };
const review = ({ requestId }: Seen) => ask(getReview, { requestId }, world.compliance);

async function sign(seen: Seen, signer: PersonActor = world.compliance) {
  const { manifest } = await review(seen);
  return run(signRequest, { ...seen, reason: 'Seen.', manifestHash: manifest?.hash ?? '' }, signer);
}

/** The request as somebody sees it who loads its page now. */
async function reloaded({ requestId }: Seen): Promise<Seen> {
  const { version } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  return { requestId, version };
}

const counting = ({ requestId }: Seen) => db().signature.count({ where: { requestId, voidedAt: null } });
const toldOf = (personId: string, { requestId }: Seen) =>
  db().notice.count({
    where: { personId, href: `/requests/${requestId}`, subject: { contains: 'signature is void' } },
  });

describe('separation of duties across a return', () => {
  test('who signed, saw it returned and then approves with another account leaves no signature behind', async () => {
    const seen = await createSnapshot(await createSource('keep'));
    const second = await createPerson('support', null, world.compliance.humanId);
    expect(await sign(seen)).toMatchObject({ ok: true, value: { signatures: 1 } });
    await runOrThrow(returnRequest, { ...seen, question: 'Why?' }, await createPerson('compliance'));
    expect(await counting(seen)).toBe(0);
    expect(await toldOf(world.compliance.id, seen)).toBe(1);
    expect(await toldOf(world.support.id, seen)).toBe(1);
    const { requestId } = seen;
    await runOrThrow(answerQuestion, { requestId, answer: 'For the tests.' }, world.customer);
    await runOrThrow(approveRequest, await reloaded(seen), second);
    const anew = await reloaded(seen);
    expect(await sign(anew)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await sign(anew, await createPerson('compliance'))).toMatchObject({
      ok: true,
      value: { signatures: 1 },
    });
    expect(await db().sandbox.count({ where: { requestId } })).toBe(0);
  });

  test('a form from before a return neither approves nor signs, though nothing that leaves has changed', async () => {
    const seen = await createSnapshot(await createSource('mail'));
    const { manifest } = await review(seen);
    await runOrThrow(returnRequest, { ...seen, question: 'Why?' }, world.compliance);
    await runOrThrow(answerQuestion, { requestId: seen.requestId, answer: 'So.' }, world.customer);
    const conflict = { ok: false, error: { code: 'state_conflict' } };
    expect(await run(approveRequest, seen, world.support)).toMatchObject(conflict);
    await runOrThrow(approveRequest, await reloaded(seen), world.support);
    expect((await review(seen)).manifest?.hash).toBe(manifest?.hash);
    expect(await sign(seen)).toMatchObject(conflict);
    expect(await sign(await reloaded(seen))).toMatchObject({ ok: true });
  });

  test('who stands under a signature that counts may not approve', async () => {
    const seen = await createSnapshot(await createSource('keep'));
    await sign(seen);
    const back = { state: 'awaiting_support', decidedById: null } as const;
    await db().request.update({ where: { id: seen.requestId }, data: back });
    const second = await createPerson('support', null, world.compliance.humanId);
    expect(await run(approveRequest, seen, second)).toMatchObject({
      ok: false,
      error: { code: 'forbidden', message: expect.stringContaining('You signed this request') },
    });
    expect(await run(approveRequest, seen, world.support)).toMatchObject({ ok: true });
  });

  test.each<[string, (seen: Seen) => Promise<unknown>]>([
    ['refused', (seen) => runOrThrow(refuseRequest, { ...seen, reason: 'No.' }, world.compliance)],
    ['withdrawn', ({ requestId }) => runOrThrow(withdrawRequest, { requestId }, world.customer)],
    [
      'amended',
      (seen) => runOrThrow(amendRequest, { ...seen, ...sampleContent(), shape: 'snapshot' }, world.customer),
    ],
  ])('a request that is %s keeps no signature', async (_what, turn) => {
    const seen = await createSnapshot(await createSource('keep'));
    await sign(seen, await createPerson('compliance'));
    expect(await counting(seen)).toBe(1);
    await turn(seen);
    expect(await counting(seen)).toBe(0);
  });
});

describe('what was signed last', () => {
  const lastSigned = async (seen: Seen) => (await review(seen)).plan?.lastSigned?.version ?? null;

  test('is not a version that one of two people signed, nor one that was taken back', async () => {
    const tenantId = await createSource('keep');
    const half = await createSnapshot(tenantId);
    expect(await sign(half)).toMatchObject({ ok: true, value: { signatures: 1 } });
    expect(await lastSigned(await createSnapshot(tenantId))).toBeNull();
    expect(await sign(half, await createPerson('compliance'))).toMatchObject({ ok: true });
    expect(await lastSigned(await createSnapshot(tenantId))).toBe(1);
    const data = { voidedAt: new Date('2020-01-01'), voidReason: 'Taken back.' };
    await db().signature.updateMany({ where: { requestId: half.requestId }, data });
    expect(await lastSigned(await createSnapshot(tenantId))).toBeNull();
  });

  test('is not made of two first signatures, one before and one after a return', async () => {
    const tenantId = await createSource('keep');
    const seen = await createSnapshot(tenantId);
    await sign(seen);
    await runOrThrow(returnRequest, { ...seen, question: 'Why?' }, world.compliance);
    await runOrThrow(answerQuestion, { requestId: seen.requestId, answer: 'So.' }, world.customer);
    await runOrThrow(approveRequest, await reloaded(seen), world.support);
    expect(await sign(await reloaded(seen), await createPerson('compliance'))).toMatchObject({ ok: true });
    expect(await lastSigned(await createSnapshot(tenantId))).toBeNull();
  });

  test('is a version that was signed in full, also when only a later version of the plan voided that', async () => {
    const tenantId = await createSource('mail');
    const seen = await createSnapshot(tenantId, { startsOn: inDays(3) });
    expect(await sign(seen)).toMatchObject({ ok: true });
    await replan(tenantId);
    expect(await counting(seen)).toBe(0);
    expect(await lastSigned(await createSnapshot(tenantId))).toBe(1);
  });
});

describe('a signature and a change of the plan in one moment', () => {
  test('either the signature is refused, or the change voids it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const tenantId = await createSource('mail');
      const seen = await createSnapshot(tenantId, { startsOn: inDays(3) });
      const { manifest } = await review(seen);
      const signing = { ...seen, reason: 'Seen.', manifestHash: manifest?.hash ?? '' };
      const [signed] = await Promise.all([run(signRequest, signing, world.compliance), replan(tenantId)]);
      if (!signed.ok) expect(signed.error.code).toBe('state_conflict');
      expect(await counting(seen)).toBe(0);
    }
  });
});

const inDays = (days: number) => new Date(new Date(Date.now() + days * dayMs).toISOString().slice(0, 10));

/** Support decides something else, which voids what was signed and not built yet. */
async function replan(tenantId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const latest = await latestVersion(tx, tenantId);
    if (!latest) throw new Error('there is a plan');
    const document = { ...latest.document, links: [['cascade.users.id', 'cascade.users.email']] };
    const context = { tx, now: new Date(), enqueue: async () => undefined };
    const change = { tenantId, after: latest.version, document, note: 'A link.', createdById: null };
    await addVersion(context, change);
  });
  await checked({ tenantId });
}

describe('signatures and start days', () => {
  test('a signature that would have run out by the start day is refused, with the day it can be given on', async () => {
    const tenantId = await createSource('mail');
    const startsOn = inDays(8);
    const late = await createSnapshot(tenantId, { startsOn });
    const from = dayText(new Date(startsOn.getTime() - 6 * dayMs));
    expect((await review(late)).tooEarly).toContain(`from ${from} on`);
    expect(await sign(late)).toMatchObject({
      ok: false,
      error: { code: 'state_conflict', message: expect.stringContaining(`from ${from} on`) },
    });
    expect(await sign(await createSnapshot(tenantId, { startsOn: inDays(5) }))).toMatchObject({ ok: true });
  });

  test('what is scheduled and not signed any more goes before compliance again, and is scheduled anew', async () => {
    const tenantId = await createSource('mail');
    const seen = await createSnapshot(tenantId, { startsOn: inDays(3) });
    await sign(seen);
    const reopen = () => run(reopenReview, { ...seen, reason: 'The plan moved.' }, world.support);
    expect(await reopen()).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    await replan(tenantId);
    const [notice] = await db().notice.findMany({
      where: { personId: world.compliance.id, href: `/requests/${seen.requestId}` },
    });
    expect(notice?.text).toContain('puts it before compliance again');
    expect(await reopen()).toMatchObject({ ok: true });
    expect(await sign(await reloaded(seen))).toMatchObject({ ok: true });
    const { state, planVersion } = await db().sandboxCopy.findFirstOrThrow({
      where: { requestId: seen.requestId },
      select: { state: true, planVersion: { select: { version: true } } },
    });
    expect({ state, version: planVersion?.version }).toEqual({ state: 'scheduled', version: 2 });
  });

  test('what was cancelled goes before compliance again, and the next signature builds it', async () => {
    const tenantId = await createSource('mail');
    const seen = await createSnapshot(tenantId);
    await sign(seen);
    const { id: sandboxId } = await db().sandbox.update({
      where: { requestId: seen.requestId },
      data: { state: 'cancelled' },
    });
    await db().sandboxCopy.updateMany({ where: { sandboxId }, data: { state: 'cancelled' } });
    await replan(tenantId);
    await runOrThrow(reopenReview, { ...seen, reason: 'The plan moved.' }, world.support);
    expect(await sign(await reloaded(seen))).toMatchObject({ ok: true });
    const { state } = await db().sandbox.findUniqueOrThrow({ where: { requestId: seen.requestId } });
    expect(state).toBe('building');
  });
});

test('a refresh that its sandbox takes along is withdrawn as by hand: signatures, timeline, audit and notice', async () => {
  const sandbox = await createSandbox(world, 'ready', 'snapshot');
  const tenantId = await createSource('keep');
  await db().sandbox.update({ where: { id: sandbox.id }, data: { tenantId } });
  const asked = { sandboxId: sandbox.id, purpose: 'Prices have changed.' };
  const { id: requestId } = await runOrThrow(submitRefresh, asked, world.customer);
  const seen = { requestId, version: 1 };
  await runOrThrow(approveRequest, seen, world.support);
  expect(await sign(seen)).toMatchObject({ ok: true });
  const target = { sandboxId: sandbox.id, typedName: sandbox.slug };
  await runOrThrow(destroySandbox, target, world.compliance);
  expect((await db().request.findUniqueOrThrow({ where: { id: requestId } })).state).toBe('withdrawn');
  expect(await counting(seen)).toBe(0);
  expect(await db().requestEvent.count({ where: { requestId, kind: 'withdrawn' } })).toBe(1);
  expect(await db().auditEvent.count({ where: { subjectId: requestId, event: 'request.withdrawn' } })).toBe(
    1,
  );
  const told = { personId: world.customer.id, href: `/requests/${requestId}` };
  expect(await db().notice.count({ where: { ...told, subject: { contains: 'withdrawn' } } })).toBe(1);
});

test('the reviewer is told how much a customer holds, however much of it is shown', async () => {
  const other = await createWorld({ quota: null });
  const { id: requestId } = await createRequest(other, 'awaiting_compliance');
  const sandboxes = Array.from({ length: 23 }, () => createSandbox(other, 'ready'));
  await Promise.all(sandboxes);
  const { holds, holdsInAll } = await ask(getReview, { requestId }, world.compliance);
  expect({ shown: holds.length, inAll: holdsInAll }).toEqual({ shown: 20, inAll: 23 });
});

test('the first review of a source shows the conditions of its plan, not its columns alone', async () => {
  const { id: tenantId } = await createTenant(world);
  const plan = samplePlan();
  const users = plan.tables['cascade.users'];
  if (users) users.rowFilter = 'id < 100';
  plan.links = [['cascade.users.email', 'cascade.orders.email']];
  const { id } = await createPlanVersion(tenantId, 1, plan);
  await checked({ id });
  const { plan: shown } = await review(await createSnapshot(tenantId));
  expect(shown).toMatchObject({
    lastSigned: null,
    filters: [{ table: 'cascade.users', condition: 'id < 100' }],
    links: plan.links,
  });
});
