import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { KnownError } from '../../errors';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { getActivity } from '../get-activity';
import { getKeptByLink } from './get-kept-by-link';
import { keepAlive } from './keep-alive';
import { keepAlivePath } from './keep-alive-path';

useControlDatabase();
let world: World;
let sandboxId: string;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  ({ id: sandboxId } = await createSandbox(world, 'ready'));
  const longAgo = daysAfter(new Date(), -80);
  await db().sandboxActivity.create({ data: { sandboxId, lastSeenAt: longAgo, blindMs: 5 } });
  await db().notice.deleteMany();
});

const keep = (times = 1) =>
  Array.from({ length: times }).reduce<Promise<unknown>>(
    (before) => before.then(() => runOrThrow(keepAlive, input(), world.customer)),
    Promise.resolve(),
  );
const input = () => ({ sandboxId, reason: 'The integration goes live in March.' });
const told = () => db().notice.count({ where: { personId: world.support.id } });

test('keeping a sandbox counts as use at once, with its reason', async () => {
  await keep();
  const activity = await ask(getActivity, { sandboxId }, world.customer);
  expect(activity).toMatchObject({ lastSignal: 'acts', keepAlives: [{ reason: input().reason }] });
  expect(Date.now() - (activity.lastSeenAt?.getTime() ?? 0)).toBeLessThan(60_000);
  expect(await db().sandboxActivity.findUniqueOrThrow({ where: { sandboxId } })).toMatchObject({
    blindMs: 0n,
  });
});

test('the third time in a row without any use is shown to support, once; use in between begins the count anew', async () => {
  await keep(2);
  expect(await told()).toBe(0);
  await keep(2);
  expect(await told()).toBe(1);
  await db().sandboxActivity.update({ where: { sandboxId }, data: { callsAt: new Date() } });
  await keep(2);
  expect(await told()).toBe(1);
  await keep();
  expect(await told()).toBe(2);
});

test.each(['suspended', 'quarantined', 'retired', 'destroyed', 'failed'] as const)(
  'a sandbox that is %s is not kept, and the sentence says what to do',
  async (state) => {
    const { id } = await createSandbox(world, state);
    const kept = await run(keepAlive, { sandboxId: id, reason: 'Needed.' }, world.customer);
    expect(kept).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  },
);

test('without a reason, of another organization, or for the 21st time in a day it is refused', async () => {
  expect(await run(keepAlive, { sandboxId, reason: ' ' }, world.customer)).toMatchObject({
    error: { code: 'invalid_input', fields: { reason: expect.any(Array) } },
  });
  expect(await run(keepAlive, input(), world.neighbour)).toMatchObject({ error: { code: 'not_found' } });
  await keep(20);
  expect(await run(keepAlive, input(), world.customer)).toMatchObject({
    error: { code: 'too_many_requests' },
  });
});

test('a link of a mail shows its sandbox to whoever holds it, changes nothing, and ends with its person', async () => {
  const path = keepAlivePath({ personId: world.customer.id, sandboxId }, new Date());
  const token = path.split('/').at(-1) ?? '';
  expect(await getKeptByLink(token)).toMatchObject({ person: world.customer.name, whyNot: null });
  expect(await db().keepAlive.count({ where: { sandboxId } })).toBe(0);
  const ofNeighbour = keepAlivePath({ personId: world.neighbour.id, sandboxId }, new Date());
  await expect(getKeptByLink(ofNeighbour.split('/').at(-1) ?? '')).rejects.toBeInstanceOf(KnownError);
  await db().person.update({ where: { id: world.customer.id }, data: { disabledAt: new Date() } });
  await expect(getKeptByLink(token)).rejects.toThrow('counts no more');
  await db().person.update({ where: { id: world.customer.id }, data: { disabledAt: null } });
});
