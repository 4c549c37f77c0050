import { beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { run, runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { patienceValues, usualPatience, type WaitingState } from '../../policies/patience';
import { type Policy, policyDocument } from '../../policies/policy';
import { readPolicy } from '../../policies/read-policy';
import { answerQuestion } from '../../requests/answer-question';
import { useControlDatabase } from '../../testing/database';
import { createPlanVersion, createSignature, createTenant, decidedPlan } from '../../testing/plans';
import { createRequest } from '../../testing/requests';
import { createPerson, createWorld, type World } from '../../testing/world';
import { approveRequest } from '../approve-request';
import { askQuestion } from '../ask-question';
import { findLapses } from './find-lapses';
import { lapseRequest } from './lapse-request';
import { lapsesAt, waitDue } from './patience';
import { settleWaiting } from './settle-waiting';

/** What becomes of a request that nobody decides or answers, day by day. */
useControlDatabase();
let world: World;
beforeEach(async () => {
  await db().request.updateMany({ data: { waitsSince: new Date() } });
  world = await createWorld();
});

/** A policy as it was saved before patience was a part of it. */
const noDormancy = { dormancy: {}, otherwise: { made: null, production: null }, closedDays: [] };

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);

/** A request that came to wait there so many days ago. */
async function waiting(state: WaitingState, days: number, columns: { assigneeId?: string } = {}) {
  const { id } = await createRequest(world, state);
  await db().request.update({ where: { id }, data: { waitsSince: daysAgo(days), ...columns } });
  return id;
}

const requestOf = (id: string) => db().request.findUniqueOrThrow({ where: { id } });
const subjects = async (personId: string, requestId: string) => {
  const rows = await db().notice.findMany({
    where: { personId, href: `/requests/${requestId}` },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ subject }) => subject.replace(/^Request #\d+:? /, ''));
};

describe('what is due', () => {
  const at = (days: number) => new Date(Date.UTC(2030, 0, 1) + days * dayMs);
  const policy: Policy = { document: policyDocument.parse(noDormancy), savedAt: at(-400) };
  const request = { waitsSince: at(0), startsOn: null, remindedAt: null, escalatedAt: null };

  test.each(Object.entries(usualPatience))(
    '%s: a reminder, then more people, then the end',
    (state, days) => {
      const due = (day: number, done = {}) =>
        waitDue({ ...request, ...done, state: state as WaitingState }, policy, at(day));
      expect(due(days.remind - 0.01)).toBeNull();
      expect(due(days.remind)).toBe('remind');
      expect(due(days.remind, { remindedAt: at(0) })).toBeNull();
      expect(due(days.escalate, { remindedAt: at(0) })).toBe('escalate');
      expect(due(days.escalate, { escalatedAt: at(0) })).toBeNull();
      expect(due(days.lapse - 0.01, { escalatedAt: at(0) })).toBeNull();
      expect(due(days.lapse, { remindedAt: at(0), escalatedAt: at(0) })).toBe('lapse');
    },
  );

  test('nothing, where a request has ended or was approved', () => {
    for (const state of ['approved', 'declined', 'withdrawn'] as const) {
      expect(waitDue({ ...request, state }, policy, at(400))).toBeNull();
      expect(lapsesAt({ ...request, state }, policy)).toBeNull();
    }
  });

  test('for compliance, from the first day on which it can be signed', () => {
    const later = { ...request, state: 'awaiting_compliance' as const, startsOn: at(60) };
    expect(waitDue(later, policy, at(54))).toBeNull();
    expect(waitDue(later, policy, at(55))).toBe('remind');
    expect(lapsesAt(later, policy)).toEqual(at(54 + usualPatience.awaiting_compliance.lapse));
  });
});

describe('another policy', () => {
  const at = (days: number) => new Date(Date.UTC(2030, 0, 1) + days * dayMs);
  const shorter = { ...usualPatience, awaiting_support: { remind: 2, escalate: 4, lapse: 6 } };
  const request = {
    state: 'awaiting_support' as const,
    waitsSince: at(0),
    startsOn: null,
    remindedAt: null,
    escalatedAt: null,
  };

  test('ends nothing within seven days of saving, and reminds at once', () => {
    const document = { ...policyDocument.parse(noDormancy), patience: shorter };
    const fresh = { document, savedAt: at(20) };
    expect(lapsesAt(request, fresh)).toEqual(at(27));
    expect(waitDue(request, fresh, at(26.9))).toBe('escalate');
    expect(waitDue(request, fresh, at(27))).toBe('lapse');
    expect(lapsesAt(request, { document, savedAt: at(-8) })).toEqual(at(6));
  });

  test('is what requests wait by from then on, and says in days what it would move', async () => {
    const id = await waiting('awaiting_support', 2.5);
    const document = { ...policyDocument.parse(noDormancy), patience: shorter };
    const inForce = await readPolicy(db());
    const lapses = await findLapses(db(), inForce, { document, savedAt: new Date() });
    const { waitsSince, number } = await requestOf(id);
    expect(lapses.find(({ requestId }) => requestId === id)).toMatchObject({
      number,
      before: daysAfter(waitsSince, 30),
    });
    expect(await findLapses(db(), inForce, inForce)).toEqual([]);
    const saved = { version: inForce.version + 1, document, reason: 'Sooner.', savedAt: daysAgo(9) };
    await db().policyVersion.create({ data: saved });
    expect(await settleWaiting()).toBe(1);
    expect(await subjects(world.support.id, id)).toEqual(['still waits for support']);
    await db().request.update({ where: { id }, data: { waitsSince: daysAgo(6.5) } });
    await settleWaiting();
    expect(await requestOf(id)).toMatchObject({
      state: 'declined',
      decisionReason: 'Support decided nothing for 6 days.',
    });
    await db().policyVersion.delete({ where: { version: saved.version } });
  });

  test('reminds before it tells more people, and that before it ends anything', () => {
    const refused = (days: Partial<Record<'remind' | 'escalate' | 'lapse', unknown>>) =>
      patienceValues
        .safeParse({ ...usualPatience, awaiting_customer: { remind: 3, escalate: 7, lapse: 14, ...days } })
        .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(refused({ escalate: 3 })).toEqual([
      'awaiting_customer.escalate: More people are told after the reminder, so after day 3.',
    ]);
    expect(refused({ lapse: '7' })).toEqual([
      'awaiting_customer.lapse: It ends after more people were told, so after day 7.',
    ]);
    for (const wrong of ['', '0', '1.5', 'x', '366'])
      expect(refused({ remind: wrong })?.[0]).toMatch(/^awaiting_customer\.remind: /);
    expect(refused({})).toBeUndefined();
  });
});

describe('who is told', () => {
  test('those for whom it waits, once; then more people, once; then it lapses', async () => {
    const id = await waiting('awaiting_support', 1.5);
    expect(await settleWaiting()).toBe(1);
    expect(await settleWaiting()).toBe(0);
    expect(await subjects(world.support.id, id)).toEqual(['still waits for support']);
    expect(await subjects(world.admin.id, id)).toEqual([]);
    expect(await subjects(world.customer.id, id)).toEqual([]);

    await db().request.update({ where: { id }, data: { waitsSince: daysAgo(3.5) } });
    expect(await settleWaiting()).toBe(1);
    expect(await settleWaiting()).toBe(0);
    expect(await subjects(world.admin.id, id)).toEqual(['waits too long for support']);
    expect(await db().requestEvent.count({ where: { requestId: id, kind: 'escalated' } })).toBe(1);

    await db().request.update({ where: { id }, data: { waitsSince: daysAgo(30.5) } });
    expect(await settleWaiting()).toBe(1);
    expect(await settleWaiting()).toBe(0);
    expect(await requestOf(id)).toMatchObject({
      state: 'declined',
      decisionReason: 'Support decided nothing for 30 days.',
    });
    expect(await subjects(world.customer.id, id)).toEqual(['lapsed']);
    expect(await db().slugClaim.count({ where: { requestId: id } })).toBe(0);
    const events = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
    expect(events.map(({ event }) => event)).toEqual([
      'request.reminded',
      'request.escalated',
      'request.lapsed',
    ]);
  });

  test('whoever holds it, and nobody else of support', async () => {
    const id = await waiting('awaiting_support', 2, { assigneeId: world.support.id });
    await settleWaiting();
    expect(await subjects(world.support.id, id)).toHaveLength(1);
    expect(await subjects(world.otherSupport.id, id)).toEqual([]);
  });

  test('the customer who was asked, and then whoever asked', async () => {
    const id = await waiting('awaiting_customer', 8, { assigneeId: world.otherSupport.id });
    await settleWaiting();
    expect(await subjects(world.customer.id, id)).toEqual(['waits too long for the customer’s answer']);
    expect(await subjects(world.otherSupport.id, id)).toEqual(['waits too long for the customer’s answer']);
    expect(await subjects(world.support.id, id)).toEqual([]);
    expect(await subjects(world.neighbour.id, id)).toEqual([]);
  });

  test('colleagues and support, where the customer who was asked has left', async () => {
    await db().person.update({ where: { id: world.customer.id }, data: { disabledAt: new Date() } });
    const id = await waiting('awaiting_customer', 3, { assigneeId: world.otherSupport.id });
    await settleWaiting();
    const told = ['still waits for the customer’s answer'];
    expect(await subjects(world.customer.id, id)).toEqual([]);
    expect(await subjects(world.colleague.id, id)).toEqual(told);
    expect(await subjects(world.otherSupport.id, id)).toEqual(told);
    expect(await subjects(world.neighbour.id, id)).toEqual([]);
    await db().request.update({ where: { id }, data: { waitsSince: daysAgo(31) } });
    await settleWaiting();
    expect((await requestOf(id)).state).toBe('declined');
    expect(await subjects(world.customer.id, id)).toEqual([]);
    expect(await subjects(world.colleague.id, id)).toEqual([...told, 'lapsed']);
  });

  test('all of support, where whoever held it or asked has left', async () => {
    const { id: left } = await createPerson('support');
    await db().person.update({ where: { id: left }, data: { disabledAt: new Date() } });
    const held = await waiting('awaiting_support', 2, { assigneeId: left });
    const asked = await waiting('awaiting_customer', 8, { assigneeId: left });
    await settleWaiting();
    expect(await subjects(world.support.id, held)).toEqual(['still waits for support']);
    expect(await subjects(world.support.id, asked)).toEqual(['waits too long for the customer’s answer']);
    for (const id of [held, asked]) expect(await subjects(left, id)).toEqual([]);
  });

  test('compliance, and then who approved it and the administrators, but nobody who left', async () => {
    const left = await createPerson('compliance');
    await db().person.update({ where: { id: left.id }, data: { disabledAt: new Date() } });
    const id = await waiting('awaiting_compliance', 4);
    await settleWaiting();
    for (const { id: personId } of [world.compliance, world.support, world.admin])
      expect(await subjects(personId, id)).toEqual(['waits too long for compliance']);
    expect(await subjects(left.id, id)).toEqual([]);
    expect(await subjects(world.otherSupport.id, id)).toEqual([]);
  });
});

describe('time and turns', () => {
  test('the next turn has all of its days: a question and its answer begin anew', async () => {
    const id = await waiting('awaiting_support', 29);
    await settleWaiting();
    await runOrThrow(askQuestion, { requestId: id, version: 1, question: 'Why?' }, world.support);
    await db().request.update({ where: { id }, data: { waitsSince: daysAgo(13) } });
    await runOrThrow(answerQuestion, { requestId: id, answer: 'So.' }, world.customer);
    expect(await settleWaiting()).toBe(0);
    expect(await requestOf(id)).toMatchObject({
      state: 'awaiting_support',
      remindedAt: null,
      escalatedAt: null,
    });
  });

  test('a lapse voids the signature that one of two gave', async () => {
    const { id: tenantId } = await createTenant(world);
    await createPlanVersion(tenantId, 1, decidedPlan());
    const id = await waiting('awaiting_compliance', 31);
    await db().request.update({ where: { id }, data: { tenantId, shape: 'snapshot', seedSetName: null } });
    await createSignature(id);
    await settleWaiting();
    expect((await requestOf(id)).state).toBe('declined');
    expect(await db().signature.count({ where: { requestId: id, voidedAt: null } })).toBe(0);
  });

  test('whoever decides in the same moment wins or loses as a whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await waiting('awaiting_support', 31);
      const [decided, lapsed] = await Promise.all([
        run(approveRequest, { requestId: id, version: 1 }, world.support),
        run(lapseRequest, { requestId: id }, systemActor('policy')),
      ]);
      expect([decided.ok, lapsed.ok].filter(Boolean)).toHaveLength(1);
      expect((await requestOf(id)).state).toBe(decided.ok ? 'approved' : 'declined');
      expect(await db().sandbox.count({ where: { requestId: id } })).toBe(decided.ok ? 1 : 0);
    }
  });

  test('two workers that look at once tell everybody once, of more requests than fit into a page', async () => {
    const ids = await Promise.all(Array.from({ length: 23 }, () => waiting('awaiting_support', 2)));
    const look = () => settleWaiting(undefined, 10);
    const [one, other] = await Promise.all([look(), look()]);
    expect(one + other).toBe(ids.length);
    const told = await db().notice.count({
      where: { personId: world.support.id, href: { in: ids.map((id) => `/requests/${id}`) } },
    });
    expect(told).toBe(ids.length);
  });
});
