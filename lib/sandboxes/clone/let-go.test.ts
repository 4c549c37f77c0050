import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { clock } from '../../clock';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { transaction } from '../../db/transaction';
import { createId } from '../../ids';
import { useControlDatabase } from '../../testing/database';
import { createClone } from '../../testing/resets';
import { createWorld, type World } from '../../testing/world';
import { completeBuild } from '../build/complete-build';
import { lockCopies } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const worker = systemActor('worker');

/** Longer than a hand-over takes that waits for nobody. */
const patienceMs = 1_500;

test('a hand-over waits for a quarantine of the other that is being decided, and does not happen then', async () => {
  const { source, sandbox, reported } = await createClone(world);
  const handedOver = await transaction(async (tx) => {
    await lockCopies(tx, source.id);
    const begun = run(completeBuild, reported, worker);
    await Promise.race([begun, clock.sleep(patienceMs)]);
    await moveSandbox(tx, source.id, { from: 'ready', to: 'quarantined' });
    return { begun };
  });
  expect(await handedOver.begun).toMatchObject({ error: { code: 'basis_changed' } });
  expect((await db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id } })).state).toBe('building');
});

test('a baseline that a clone alone held is dropped once the clone ends', async () => {
  const { source, reported } = await createClone(world);
  const next = createId();
  const inUse = { origin: 'seed_set', handOver: 'on_decision', state: 'active' } as const;
  await db().sandboxCopy.update({ where: { id: source.copyId }, data: { state: 'dropped' } });
  await db().sandboxCopy.create({ data: { id: next, sandboxId: source.id, ...inUse } });
  await db().sandbox.update({ where: { id: source.id }, data: { activeCopyId: next } });
  await runOrThrow(completeBuild, reported, worker);
  const queued = await db().operation.findMany({ where: { sandboxId: source.id, state: 'queued' } });
  expect(queued).toMatchObject([{ kind: 'drop_copy', copyId: source.copyId }]);
});

test('a baseline that the other still has stays when a clone of it ends', async () => {
  const { source, reported } = await createClone(world);
  await runOrThrow(completeBuild, reported, worker);
  expect(await db().operation.count({ where: { sandboxId: source.id, state: 'queued' } })).toBe(0);
  const { releasedAt } = await db().baseline.findUniqueOrThrow({ where: { id: source.baselineId } });
  expect(releasedAt).toBeNull();
});
