import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createEnding } from '../../testing/endings';
import { createWorld, type World } from '../../testing/world';
import { allowSweep } from './allow-sweep';
import { getSweepStop } from './get-sweep-stop';
import { sweepEnds } from './sweep-ends';
import { sweepLimit } from './sweep-stop';

/** A sweep that would take too many stops and asks a person. */
useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});
beforeEach(async () => {
  await db().sandbox.updateMany({ data: { state: 'destroyed' } });
  await db().sweepStop.updateMany({ data: { endedAt: new Date() } });
});

const ofState = (state: 'ready' | 'suspended') => db().sandbox.count({ where: { state } });

async function ended(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await createEnding(world, 'ready', 1 + n / 1_000, true);
}

test('the limit is twenty, and two of a hundred in a large fleet', () => {
  expect([0, 20, 1_000, 1_049, 1_050, 100_000].map(sweepLimit)).toEqual([20, 20, 20, 20, 21, 2_000]);
});

test('twenty are taken without a word', async () => {
  await ended(20);
  await sweepEnds();
  expect(await ofState('suspended')).toBe(20);
  expect(await ask(getSweepStop, {}, world.support)).toBeNull();
});

test('of twenty-one none is, until a person has seen and allowed them; warnings go on meanwhile', async () => {
  await ended(21);
  await createEnding(world, 'ready', -0.5);
  await sweepEnds();
  await sweepEnds();
  expect(await ofState('suspended')).toBe(0);
  const stop = await ask(getSweepStop, {}, world.support);
  expect(stop).toMatchObject({ fleet: 22, limit: 20, allowedAt: null });
  expect(stop?.acts).toHaveLength(21);
  const href = '/sandboxes/sweep';
  for (const { id } of [world.support, world.admin])
    expect(await db().notice.count({ where: { href, personId: id } })).toBe(1);
  expect(await db().notice.count({ where: { href, personId: world.customer.id } })).toBe(0);
  expect(await db().auditEvent.count({ where: { event: 'sandbox.end_warned' } })).toBe(1);

  const input = { stopId: stop?.id, acts: 21 };
  expect(await run(allowSweep, input, world.customer)).toMatchObject({ error: { code: 'forbidden' } });
  const fewer = await run(allowSweep, { ...input, acts: 20 }, world.support);
  expect(fewer).toMatchObject({ error: { code: 'state_conflict', message: expect.stringContaining('21') } });
  expect(await run(allowSweep, input, world.support)).toMatchObject({ ok: true });
  expect(await run(allowSweep, input, world.admin)).toMatchObject({ error: { code: 'state_conflict' } });
  await sweepEnds();
  expect(await ofState('suspended')).toBe(21);
  await sweepEnds();
  expect(await ask(getSweepStop, {}, world.support)).toBeNull();
});

test('what was allowed covers no sandbox that was not seen', async () => {
  await ended(21);
  await sweepEnds();
  const stop = await ask(getSweepStop, {}, world.support);
  await run(allowSweep, { stopId: stop?.id, acts: 21 }, world.support);
  await ended(21);
  await sweepEnds();
  expect(await ofState('suspended')).toBe(21);
  expect((await ask(getSweepStop, {}, world.support))?.acts).toHaveLength(21);
});
