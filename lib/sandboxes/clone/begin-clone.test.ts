import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { createId } from '../../ids';
import { createClonable, signClone } from '../../requests/clone/clone.fixture';
import { cloneSandbox } from '../../requests/clone/clone-sandbox';
import { reopenReview } from '../../reviews/reopen-review';
import { useControlDatabase } from '../../testing/database';
import { cloneOf } from '../../testing/resets';
import { createWorld, type World } from '../../testing/world';
import { failBuild } from '../build/fail-build';
import { rebuildCopy } from '../copies/decide/rebuild-copy';
import { resetSandbox } from '../reset/reset-sandbox';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const asNow = async (sandboxId: string) =>
  (await runOrThrow(cloneSandbox, { ...cloneOf(sandboxId), moment: 'now' }, world.customer)).requestId;
const conflict = (message: RegExp) => ({
  ok: false,
  error: { code: 'state_conflict', message: expect.stringMatching(message) },
});

/** The build of a clone that began, ended as failed. Returns its copy. */
async function fail(requestId: string): Promise<string> {
  const { operations, id } = await db().sandboxCopy.findFirstOrThrow({
    where: { requestId, state: 'building' },
    select: { id: true, operations: { select: { id: true } } },
  });
  const operationId = operations[0]?.id ?? '';
  await db().operation.update({ where: { id: operationId }, data: { state: 'running', attempt: 1 } });
  const failure = { step: 'copy', code: 'target_full', message: 'No room.', remedy: 'Make room.' };
  await runOrThrow(failBuild, { operationId, attempt: 1, ...failure }, systemActor('worker'));
  return id;
}

test('of two clones as it is now that were signed one after the other, the second begins once the first is done', async () => {
  const source = await createClonable(world);
  const [one, two] = [await asNow(source.id), await asNow(source.id)];
  expect(await signClone(world, one)).toMatchObject({ ok: true });
  expect(await signClone(world, two)).toMatchObject(conflict(/being cloned as it is now already/));
  const copyId = await fail(one);
  expect(await signClone(world, two)).toMatchObject({ ok: true });
  expect(await run(rebuildCopy, { copyId }, world.customer)).toMatchObject(conflict(/already/));
  await fail(two);
  expect(await run(rebuildCopy, { copyId }, world.customer)).toMatchObject({ ok: true });
});

test('one as it is now does not begin while the other is being reset, and one as it was delivered does', async () => {
  const source = await createClonable(world);
  const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
  const now = await asNow(source.id);
  await runOrThrow(resetSandbox, { sandboxId: source.id, typedName: source.slug }, world.customer);
  expect(await signClone(world, now)).toMatchObject(conflict(/being reset/));
  expect(await signClone(world, requestId)).toMatchObject({ ok: true });
});

test('one that failed is put before compliance again, whatever is built in the sandbox that it is made from', async () => {
  const source = await createClonable(world);
  const { requestId } = await runOrThrow(cloneSandbox, cloneOf(source.id), world.customer);
  await signClone(world, requestId);
  const toCome = { origin: 'production', handOver: 'on_decision', state: 'waiting' } as const;
  await db().sandboxCopy.create({ data: { id: createId(), sandboxId: source.id, ...toCome } });
  const { version } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  const again = { requestId, version, reason: 'Look at it again.' };
  expect(await run(reopenReview, again, world.support)).toMatchObject(conflict(/Nothing is in its way/));
  await fail(requestId);
  expect(await run(reopenReview, again, world.support)).toMatchObject({ ok: true });
  expect(await signClone(world, requestId)).toMatchObject({ ok: true });
  const copies = await db().sandboxCopy.findMany({ where: { requestId }, orderBy: { createdAt: 'asc' } });
  expect(copies.map(({ origin, state }) => [origin, state])).toEqual([
    ['sandbox', 'failed'],
    ['sandbox', 'building'],
  ]);
});
