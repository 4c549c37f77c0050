import { beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { disablePerson } from '../people/disable-person';
import { getPerson } from '../people/get-person';
import { getRequest } from '../requests/get-request';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../testing/database';
import { createRequest } from '../testing/requests';
import { createPerson, createWorld, type World } from '../testing/world';
import { approveRequest } from './approve-request';
import { listQueue } from './list-queue';
import { signRequest } from './sign-request';

useControlDatabase();
let world: World;
beforeEach(async () => {
  world = await createWorld({ quota: 5, contractDemandsReview: false });
});

const disable = (personId: string) =>
  runOrThrow(disablePerson, { personId, reason: 'Left the company.' }, world.admin);

async function approve(requestId: string, successorId?: string) {
  const result = await run(approveRequest, { requestId, version: 1, successorId }, world.support);
  return result.ok ? 'approved' : (result.error.fields.successorId?.[0] ?? result.error.message);
}

describe('approving what somebody asked for who is disabled', () => {
  test('names the person in the queue and on the page', async () => {
    const { id, number } = await createRequest(world, 'awaiting_support');
    await disable(world.customer.id);
    const queue = await ask(listQueue, { text: `#${number}` }, world.support);
    expect(queue.rows[0]?.requester.disabledAt).not.toBeNull();
    expect((await ask(getRequest, { id }, world.support)).requester.disabledAt).not.toBeNull();
  });

  test('asks for a successor, naming whom it is needed for', async () => {
    const { id } = await createRequest(world, 'awaiting_support');
    await disable(world.customer.id);
    expect(await approve(id)).toContain(`The account of ${world.customer.name}`);
    expect((await db().request.findUniqueOrThrow({ where: { id } })).state).toBe('awaiting_support');
  });

  test('makes the successor the requester, tells them, and keeps it in audit and timeline', async () => {
    const { id, number } = await createRequest(world, 'awaiting_support');
    await disable(world.customer.id);
    expect(await approve(id, world.colleague.id)).toBe('approved');
    const request = await ask(getRequest, { id }, world.support);
    expect(request.requester.id).toBe(world.colleague.id);
    expect(request.events.at(-1)?.details).toEqual({
      changes: [`asked by ${world.customer.name} → ${world.colleague.name}`],
    });
    const notices = await db().notice.findMany({ where: { personId: world.colleague.id } });
    expect(notices.map(({ subject }) => subject)).toContain(`Request #${number} is yours now`);
    const event = await db().auditEvent.findFirstOrThrow({
      where: { subjectId: id, event: 'request.approved' },
    });
    expect(event.details).toMatchObject({ successorId: world.colleague.id });
  });

  test.each([
    ['somebody of another customer', () => world.neighbour.id],
    ['somebody of the house', () => world.otherSupport.id],
    ['somebody who is disabled as well', () => world.customer.id],
    ['nobody at all', () => 'nobody'],
  ])('refuses %s', async (_who, successorId) => {
    const { id } = await createRequest(world, 'awaiting_support');
    await disable(world.customer.id);
    expect(await approve(id, successorId())).toBe('Choose a customer of that organization who may sign in.');
  });

  test('refuses the one who approves, under another account of theirs', async () => {
    const alias = await createPerson('customer', world.acme.id, world.support.humanId);
    const { id } = await createRequest(world, 'awaiting_support');
    await disable(world.customer.id);
    expect(await approve(id, alias.id)).toContain('You cannot decide a request that you take over');
  });

  test('takes no request away from somebody who may sign in', async () => {
    const { id } = await createRequest(world, 'awaiting_support');
    expect(await approve(id, world.colleague.id)).toContain('nobody takes their place');
    expect(await approve(id)).toBe('approved');
  });

  test('is not got round by a signature: compliance returns what lost its requester since', async () => {
    const { id, version } = await createRequest(world, 'awaiting_compliance');
    await disable(world.customer.id);
    const manifestHash = (await readManifest(db(), id))?.hash ?? '';
    const signed = await run(
      signRequest,
      { requestId: id, version, reason: 'Fine.', manifestHash },
      world.compliance,
    );
    expect(signed).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    expect(signed.ok ? '' : signed.error.message).toContain(`The account of ${world.customer.name}`);
  });
});

test('before somebody is disabled, what waits on them is listed', async () => {
  const { id, number } = await createRequest(world, 'awaiting_support');
  await db().requestDraft.create({
    data: { personId: world.customer.id, organizationId: world.acme.id, values: {} },
  });
  const { impact } = await ask(getPerson, { personId: world.customer.id }, world.admin);
  expect(impact.asked).toEqual({ listed: [{ id, number, integration: 'ERP bridge' }], total: 1 });
  expect(impact.held.total).toBe(0);
  expect(impact.drafts).toBe(1);
  expect(impact.sandboxes).toEqual({ listed: [], total: 0 });
  expect(impact.signatures).toEqual({ listed: [], total: 0 });
  await db().request.update({ where: { id }, data: { assigneeId: world.support.id } });
  const ofSupport = await ask(getPerson, { personId: world.support.id }, world.admin);
  expect(ofSupport.impact.held.listed).toEqual([{ id, number, integration: 'ERP bridge' }]);
});
