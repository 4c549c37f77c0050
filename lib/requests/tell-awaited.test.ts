import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '../access/actor';
import { ask } from '../command/query';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { createId } from '../ids';
import { listUnreadPlaces } from '../notices/list-unread-places';
import { markNoticesRead } from '../notices/mark-notices-read';
import { approveRequest } from '../reviews/approve-request';
import { askQuestion } from '../reviews/ask-question';
import { listQueue } from '../reviews/list-queue';
import { returnRequest } from '../reviews/return-request';
import { useControlDatabase } from '../testing/database';
import { createPerson, createWorld, sampleContent, type World } from '../testing/world';
import { amendRequest } from './amend-request';
import { answerQuestion } from './answer-question';
import { getRequest } from './get-request';
import { submitRequest } from './submit-request';

useControlDatabase();
let world: World;
beforeEach(async () => {
  await db().person.updateMany({ data: { disabledAt: new Date() } });
  world = await createWorld({ quota: 0, contractDemandsReview: true });
});

async function file(by: PersonActor = world.customer) {
  const requester = by.role === 'customer' ? {} : { requesterId: world.customer.id };
  return runOrThrow(
    submitRequest,
    { ...sampleContent(), ...requester, tenantId: world.acme.tenantId, shape: 'blank', seedSetName: '' },
    by,
  );
}

/** Who was told that this request waits, by notices whose subject says for whom. */
async function toldOf(requestId: string, waits: string): Promise<string[]> {
  const notices = await db().notice.findMany({ where: { href: `/requests/${requestId}` } });
  return notices
    .filter(({ subject }) => subject.endsWith(waits))
    .map(({ personId }) => personId)
    .sort();
}

const forSupport = 'waits for support';
const forCompliance = 'waits for compliance’s signature';
const ids = (...people: PersonActor[]) => people.map(({ id }) => id).sort();

describe('the house hears of what waits for it', () => {
  test('support of a request that is filed, each once, with the reasons', async () => {
    const { id, number } = await file();
    expect(await toldOf(id, forSupport)).toEqual(ids(world.support, world.otherSupport));
    const notice = await db().notice.findFirstOrThrow({ where: { personId: world.support.id } });
    expect(notice.subject).toBe(`Request #${number} waits for support`);
    expect(notice.text).toBe('Acme: ERP bridge\nBecause of: Contract, Quota 0 of 0.');
  });

  test('nobody who filed it, under whichever account, and nobody who was disabled', async () => {
    const alias = await createPerson('support', null, world.support.humanId);
    const gone = await createPerson('support');
    await db().person.update({ where: { id: gone.id }, data: { disabledAt: new Date() } });
    const { id } = await file(world.support);
    expect(await toldOf(id, forSupport)).toEqual(ids(world.otherSupport));
    expect(await toldOf(id, forSupport)).not.toContain(alias.id);
  });

  test('compliance of a signature that is missing, and not the human who approved', async () => {
    const approverAsCompliance = await createPerson('compliance', null, world.support.humanId);
    const { id } = await file();
    await runOrThrow(approveRequest, { requestId: id, version: 1 }, world.support);
    expect(await toldOf(id, forCompliance)).toEqual(ids(world.compliance));
    expect(await toldOf(id, forCompliance)).not.toContain(approverAsCompliance.id);
  });

  test('of an answer or an amendment: whoever holds it, else all of support', async () => {
    const { id } = await file();
    await db().notice.deleteMany();
    await runOrThrow(askQuestion, { requestId: id, version: 1, question: 'Which?' }, world.support);
    await runOrThrow(answerQuestion, { requestId: id, answer: 'This.' }, world.customer);
    expect(await toldOf(id, forSupport)).toEqual([]);
    expect(await toldOf(id, 'the customer answered')).toEqual(ids(world.support));
    await db().request.update({ where: { id }, data: { assigneeId: null } });
    const { version } = await db().request.findUniqueOrThrow({ where: { id } });
    await runOrThrow(
      amendRequest,
      { ...sampleContent(), requestId: id, version, shape: 'blank', seedSetName: '' },
      world.customer,
    );
    expect(await toldOf(id, forSupport)).toEqual(ids(world.support, world.otherSupport));
  });

  test('fifty of a large house, and of one hour twenty that are unread', async () => {
    const many = Array.from({ length: 60 }, () => createId());
    await db().person.createMany({
      data: many.map((id) => ({
        id,
        name: id,
        email: `${id}@example.test`,
        role: 'support' as const,
        humanId: id,
      })),
    });
    const { id } = await file();
    expect(await toldOf(id, forSupport)).toHaveLength(50);
    await db().person.updateMany({ where: { id: { in: many } }, data: { disabledAt: new Date() } });
    await db().notice.deleteMany();
    for (let filed = 0; filed < 22; filed += 1) await file();
    expect(await db().notice.count({ where: { personId: world.support.id } })).toBe(20);
  });
});

describe('what was opened is read', () => {
  test('all notices that lead to the page, of that person alone', async () => {
    const [{ id }, { id: other }] = [await file(), await file()];
    const places = async (of: PersonActor) => (await ask(listUnreadPlaces, {}, of)).sort();
    expect(await places(world.support)).toEqual([`/requests/${id}`, `/requests/${other}`].sort());
    await runOrThrow(markNoticesRead, { href: `/requests/${id}` }, world.support);
    expect(await places(world.support)).toEqual([`/requests/${other}`]);
    expect(await places(world.otherSupport)).toHaveLength(2);
  });
});

describe('what those who decide are shown', () => {
  test.each(['support', 'compliance', 'admin'] as const)(
    '%s: why it waits, in the queue and on its page',
    async (role) => {
      const { id, number } = await file();
      const reasons = ['Contract', 'Quota 0 of 0'];
      const queue = await ask(listQueue, { state: 'awaiting_support', text: `#${number}` }, world[role]);
      expect(queue.rows.find((row) => row.id === id)?.reasons.map(({ short }) => short)).toEqual(reasons);
      const request = await ask(getRequest, { id }, world[role]);
      expect(request.reasons.map(({ short }) => short)).toEqual(reasons);
    },
  );

  test('turns of one moment stand in the order in which they were taken', async () => {
    const { id } = await file();
    for (let turn = 0; turn < 3; turn += 1) {
      const { version } = await db().request.findUniqueOrThrow({ where: { id } });
      await runOrThrow(approveRequest, { requestId: id, version }, world.support);
      await runOrThrow(returnRequest, { requestId: id, version, question: 'Why?' }, world.compliance);
      await runOrThrow(answerQuestion, { requestId: id, answer: 'So.' }, world.customer);
    }
    await db().requestEvent.updateMany({ where: { requestId: id }, data: { at: new Date() } });
    const { events } = await ask(getRequest, { id }, world.customer);
    const round = ['sent_to_compliance', 'returned', 'answered'];
    expect(events.map(({ kind }) => kind)).toEqual(['submitted', ...round, ...round, ...round]);
  });
});
