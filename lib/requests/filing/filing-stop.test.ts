import { afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createSignedSandbox } from '../../testing/requests';
import { cloneOf, createDelivered } from '../../testing/resets';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { cloneSandbox } from '../clone/clone-sandbox';
import { addPerson } from '../people/add-person';
import { repeatBuild } from '../refresh/repeat-build';
import { submitRefresh } from '../refresh/submit-refresh';
import { submitRequest } from '../submit-request';
import { allowFiling } from './allow-filing';
import { getFilingStop } from './get-filing-stop';
import { stopFiling } from './stop-filing';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});
afterEach(async () => {
  await db().filingStop.updateMany({ data: { endedAt: new Date() } });
});

const reason = 'The cluster moves tonight; file again tomorrow.';
const stop = () => runOrThrow(stopFiling, { reason }, world.admin);
const refused = { ok: false, error: { code: 'state_conflict', message: expect.stringContaining(reason) } };

test('while new requests are stopped nothing that makes a copy is filed, by nobody, and the sentence is told', async () => {
  const content = () => ({ ...sampleContent(), tenantId: world.acme.tenantId });
  const delivered = await createDelivered(world);
  const { id: snapshotId } = await createSignedSandbox(world, 2);
  const { id: stopId } = await stop();
  expect(await run(submitRequest, content(), world.customer)).toMatchObject(refused);
  const forThem = { ...content(), requesterId: world.customer.id };
  expect(await run(submitRequest, forThem, world.support)).toMatchObject(refused);
  expect(await run(cloneSandbox, cloneOf(delivered.id), world.customer)).toMatchObject(refused);
  const refresh = { sandboxId: snapshotId, purpose: 'Prices have changed.' };
  expect(await run(submitRefresh, refresh, world.customer)).toMatchObject(refused);
  expect(await run(repeatBuild, { sandboxId: snapshotId }, world.customer)).toMatchObject(refused);
  const eve = {
    sandboxId: delivered.id,
    kind: 'person',
    name: 'eve@example.test',
    reason: 'Tests it.',
  } as const;
  expect(await run(addPerson, eve, world.customer)).toMatchObject({ ok: true });
  await runOrThrow(allowFiling, { stopId }, world.admin);
  expect(await run(submitRequest, content(), world.customer)).toMatchObject({ ok: true });
});

test('of twenty who stop at once one does; the others are told who, and one stop is lifted once', async () => {
  const results = await Promise.all(
    Array.from({ length: 20 }, () => run(stopFiling, { reason }, world.admin)),
  );
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toMatchObject({
    error: { code: 'state_conflict', message: `${world.admin.name} stopped new requests already.` },
  });
  const { stop: seen } = await ask(getFilingStop, {}, world.customer);
  expect(seen).toMatchObject({ reason, stoppedBy: { name: world.admin.name } });
  const allow = () => run(allowFiling, { stopId: seen?.id ?? '' }, world.admin);
  expect([(await allow()).ok, (await allow()).ok]).toEqual([true, false]);
  expect((await ask(getFilingStop, {}, world.customer)).stop).toBeNull();
});

test('a reason of a few letters, and anybody but an administrator, stop nothing', async () => {
  expect(await run(stopFiling, { reason: 'later' }, world.admin)).toMatchObject({
    error: { code: 'invalid_input' },
  });
  expect(await run(stopFiling, { reason }, world.support)).toMatchObject({ error: { code: 'forbidden' } });
});
