import { expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createClone } from '../../testing/resets';
import { createWorld } from '../../testing/world';
import { completeBuild } from '../build/complete-build';
import { getLineage } from './get-lineage';

useControlDatabase();

test('the rows of a clone as it is now are of the moment in which its build began, and of none before that', async () => {
  const world = await createWorld({ quota: null });
  const { sandbox, reported } = await createClone(world, 'now');
  const asOf = async () =>
    (await ask(getLineage, { sandboxId: sandbox.id }, world.customer)).from?.asOf ?? null;
  expect(await asOf()).toBeNull();
  await runOrThrow(completeBuild, reported, systemActor('worker'));
  const { startedAt } = await db().operation.findUniqueOrThrow({ where: { id: reported.operationId } });
  expect(startedAt).toBeInstanceOf(Date);
  expect(await asOf()).toEqual(startedAt);
});
