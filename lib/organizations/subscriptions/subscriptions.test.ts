import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createRequest, createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { changeSubscription } from './change-subscription';
import { getSubscription } from './get-subscription';
import { listSubscriptions } from './list-subscriptions';
import { subscriptionValues } from './subscription';

useControlDatabase();
let world: World;
let subscriptionId: string;
beforeAll(async () => {
  world = await createWorld();
  ({ subscriptionId } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } }));
});
const first = { sandboxQuota: null, defaultDays: 30, maximumDays: 90 };
beforeEach(async () => {
  await db().subscription.update({ where: { id: subscriptionId }, data: first });
});

const values = { sandboxQuota: '1', defaultDays: '10', maximumDays: '20' };
async function look(proposed = values) {
  const { proposal } = await ask(getSubscription, { subscriptionId, ...proposed }, world.admin);
  if (!proposal || proposal.errors) throw new Error('The values are wrong.');
  return proposal.impact;
}
const change = (shown: string, more: Partial<typeof values> = {}, actor = world.admin) =>
  run(
    changeSubscription,
    { subscriptionId, values: { ...values, ...more }, shown, reason: 'As the contract says.' },
    actor,
  );

describe('values', () => {
  test('are whole numbers of days and sandboxes, the longest stay not below the usual one, no number for any', () => {
    const read = (more: Record<string, string>) => subscriptionValues.safeParse({ ...values, ...more });
    expect(read({ sandboxQuota: ' ' }).data).toMatchObject({ sandboxQuota: null });
    expect(read({ sandboxQuota: '0' }).data).toMatchObject({ sandboxQuota: 0 });
    for (const wrong of ['-1', '1.5', 'x', '1e99', '100001'])
      expect(read({ sandboxQuota: wrong }).error?.issues[0]?.path).toEqual(['sandboxQuota']);
    for (const wrong of ['', '0', '366', 'x', '2.5'])
      expect(read({ defaultDays: wrong }).error?.issues[0]?.path).toEqual(['defaultDays']);
    expect(read({ maximumDays: '9' }).error?.issues).toMatchObject([
      { path: ['maximumDays'], message: 'The longest stay is at least the usual one of 10 days.' },
    ]);
  });
});

describe('other values', () => {
  test('say whom they leave with more than they may have, and which requests would need support', async () => {
    for (const _ of [1, 2]) await createSandbox(world, 'ready');
    const request = await createRequest(world, 'awaiting_support');
    await db().request.update({ where: { id: request.id }, data: { durationDays: 25 } });
    expect(await look()).toMatchObject({
      customers: 2,
      over: { total: 1, shown: [{ name: 'Acme', sandboxes: 2 }] },
      longer: 1,
    });
    expect(await look({ ...values, sandboxQuota: '2', maximumDays: '30' })).toMatchObject({
      over: { total: 0 },
      longer: 0,
    });
    expect(await look({ ...values, sandboxQuota: '' })).toMatchObject({ over: { total: 0 } });
  });

  test('are taken as they were shown, with an author, a reason and a notice; what exists stays', async () => {
    const before = await db().sandbox.findMany({ orderBy: { id: 'asc' } });
    await db().notice.deleteMany();
    expect(await change((await look()).hash)).toMatchObject({ ok: true });
    expect(await db().subscription.findUnique({ where: { id: subscriptionId } })).toMatchObject({
      sandboxQuota: 1,
      defaultDays: 10,
      maximumDays: 20,
    });
    expect(await db().sandbox.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    const told = await db().notice.findMany({ select: { personId: true } });
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [world.support.id, world.otherSupport.id].sort(),
    );
    const event = await db().auditEvent.findFirst({ orderBy: { seq: 'desc' } });
    expect(event).toMatchObject({
      event: 'subscription.changed',
      actorId: world.admin.id,
      details: { before: first, after: { sandboxQuota: 1 }, reason: 'As the contract says.' },
    });
  });

  test('are refused where something moved since: the values, a sandbox, a request, or what was typed', async () => {
    const stale = {
      ok: false,
      error: { code: 'state_conflict', message: expect.stringContaining('Look at it again') },
    };
    const shown = (await look()).hash;
    expect(await change(shown, { maximumDays: '21' })).toMatchObject(stale);
    await createSandbox(world, 'ready');
    expect(await change(shown)).toMatchObject(stale);
    const again = (await look()).hash;
    const results = await Promise.all([change(again), change(again)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject(stale);
  });

  test('that are wrong are told field by field, and nothing is proposed where the address says nothing', async () => {
    const asked = { subscriptionId, sandboxQuota: 'many', defaultDays: '', maximumDays: '5' };
    const { proposal } = await ask(getSubscription, asked, world.support);
    expect(Object.keys(proposal?.errors ?? {}).sort()).toEqual(['defaultDays', 'sandboxQuota']);
    expect((await ask(getSubscription, { subscriptionId }, world.support)).proposal).toBeNull();
    await expect(ask(getSubscription, { subscriptionId: 'nobody' }, world.admin)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('the list says how many customers each has, and who may change it', async () => {
  const ofAdmin = await ask(listSubscriptions, {}, world.admin);
  expect(ofAdmin).toMatchObject({ mayChange: true });
  expect(ofAdmin.rows.find(({ id }) => id === subscriptionId)).toMatchObject({
    customers: 2,
    maximumDays: 90,
  });
  expect(await ask(listSubscriptions, {}, world.support)).toMatchObject({ mayChange: false });
});
