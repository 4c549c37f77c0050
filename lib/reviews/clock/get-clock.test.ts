import { beforeAll, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createRequest } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { approveRequest } from '../approve-request';
import { getClock } from './get-clock';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: 0 });
});

const clock = (requestId: string, actor = world.customer) => ask(getClock, { requestId }, actor);
const hourMs = 3_600_000;

/** A request of the house's past: filed so many hours before it was decided. */
async function decided(hours: number, { by = 'approved', passed = false } = {}) {
  const { id } = await createRequest(world, by === 'declined' ? 'declined' : 'approved');
  const filedAt = new Date(Date.now() - hours * hourMs);
  const event = (kind: string, at: Date) =>
    db().requestEvent.create({ data: { id: `${id}${kind}`.slice(0, 24), requestId: id, kind, at } });
  await event('submitted', filedAt);
  await event(passed ? 'passed_without_review' : by, new Date());
}

test('the place is told among those that wait for the same people, oldest first, and of no other state', async () => {
  const first = await createRequest(world, 'awaiting_support');
  const second = await createRequest(world, 'awaiting_support');
  await createRequest(world, 'awaiting_compliance');
  const since = (hours: number) => ({ waitsSince: new Date(Date.now() - hours * hourMs) });
  await db().request.update({ where: { id: first.id }, data: since(1) });
  await db().request.update({ where: { id: second.id }, data: since(3) });
  expect((await clock(first.id)).place).toEqual({ at: 2, of: 2 });
  expect((await clock(second.id)).place).toEqual({ at: 1, of: 2 });
  await runOrThrow(approveRequest, { requestId: second.id, version: 1 }, world.support);
  expect((await clock(second.id)).place).toBeNull();
  expect((await clock(first.id)).place).toEqual({ at: 1, of: 1 });
});

test('times are of people’s decisions on the same kind and shape, from ten on', async () => {
  const other = await createWorld({ quota: 0 });
  const { id } = await createRequest(other, 'awaiting_support', other.customer);
  await db().request.update({ where: { id }, data: { shape: 'snapshot', seedSetName: null } });
  const asSnapshots = () =>
    db().request.updateMany({
      where: { state: { in: ['approved', 'declined'] }, events: { some: { kind: 'submitted' } } },
      data: { shape: 'snapshot' },
    });
  for (let hours = 1; hours <= 9; hours += 1) await decided(hours);
  await decided(400, { passed: true });
  await asSnapshots();
  expect((await clock(id, other.customer)).times).toBeNull();
  await decided(10, { by: 'declined' });
  await asSnapshots();
  const { times } = await clock(id, other.customer);
  expect(times?.samples).toBe(10);
  expect(Math.round((times?.p50Ms ?? 0) / hourMs)).toBe(5);
  expect(Math.round((times?.p90Ms ?? 0) / hourMs)).toBe(9);
  await expect(clock(id, other.neighbour)).rejects.toMatchObject({ code: 'not_found' });
});
