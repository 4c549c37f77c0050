import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';

/**
 * At the pace of production, without any setting: the build of a worker that was killed goes on at another one. The tests
 * that kill many more run at a quicker pace.
 */
useControlDatabase();
useProduction();
const workers = useWorkerProcesses();
let world: World;

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
});

test('the build of a killed worker goes on at another within a minute', async () => {
  await workers.start(2);
  const input = { ...sampleContent(), shape: 'blank' as const, tenantId: world.acme.tenantId };
  await runOrThrow(submitRequest, input, world.customer);
  const asked = clock.elapsed();
  const operation = () => db().operation.findFirstOrThrow();
  const holder = async () => workers.holderOf((await operation()).id);
  await expect.poll(holder, { interval: 10 }).toBeTruthy();
  const calmMs = clock.elapsed() - asked;
  (await holder())?.kill('SIGKILL');
  const from = clock.elapsed();
  await expect.poll(async () => (await operation()).attempt, { interval: 50 }).toBe(2);
  const resumedMs = clock.elapsed() - from;
  console.warn(
    `resumed ${Math.round(resumedMs)} ms after the kill; begun ${Math.round(calmMs)} ms after it was asked for`,
  );
  // What the machine takes for any beginning is no part of the promise.
  expect(resumedMs - 5 * calmMs).toBeLessThan(60_000);
  await expect.poll(async () => (await operation()).state).toBe('succeeded');
});
