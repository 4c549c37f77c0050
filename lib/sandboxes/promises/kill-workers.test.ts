import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { clock } from '../../clock';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { orphanFolders } from '../../testing/orphan-folders';
import { useQuickPace } from '../../testing/pace';
import { connectProduction, useProduction } from '../../testing/production';
import { seedOf, sizeOf } from '../../testing/sizes';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { expectWholeOrAbsent, unfinished } from './builds.fixture';

/**
 * Workers are killed with SIGKILL at random moments while sandboxes are being built.
 */
const kills = sizeOf('kill-workers');
const seed = seedOf(20_261_122);
const workersAtOnce = 3;
/** Half as many requests as kills: most builds die once or twice before they succeed. */
const requests = Math.ceil(kills / 2);

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
let world: World;
let lyingBefore: string[];

beforeAll(async () => {
  lyingBefore = await orphanFolders();
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 9 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
});

async function file(): Promise<void> {
  const input = { ...sampleContent(), tenantId: world.acme.tenantId };
  const result = await run(submitRequest, input, world.customer);
  if (!result.ok) throw new Error(result.error.message);
}

/** Waits until a worker holds a build, lets it work for a random moment, and kills it. */
async function killABuilder(random: () => number): Promise<void> {
  for (;;) {
    const running = await db().operation.findMany({ where: { state: 'running' }, select: { id: true } });
    const holders = await Promise.all(running.map(({ id }) => workers.holderOf(id)));
    const victims = holders.flatMap((holder) => holder ?? []);
    const victim = victims[Math.floor(random() * victims.length)];
    if (victim) {
      await clock.sleep(random() * 700);
      victim.kill('SIGKILL');
      workers.startSoon();
      return;
    }
    if ((await unfinished()) === 0) await file();
    await clock.sleep(20);
  }
}

test(`${kills} kills at random moments: every request ends as one whole sandbox, and nothing else is left`, async () => {
  const random = seededRandom(seed);
  await workers.start(workersAtOnce);
  for (let n = 0; n < requests; n += 1) await file();
  for (let n = 0; n < kills; n += 1) await killABuilder(random);
  const lastKill = clock.elapsed();
  await expect.poll(unfinished, { timeout: 300_000, interval: 500 }).toBe(0);
  const drained = (clock.elapsed() - lastKill) / 1_000;

  const failures = await db().operation.findMany({
    where: { state: { not: 'succeeded' } },
    select: { attempt: true, failureCode: true, failureMessage: true },
  });
  expect(failures).toEqual([]);
  const ready = await db().sandbox.count({ where: { state: 'ready' } });
  expect(ready).toBeGreaterThanOrEqual(requests);
  await expectWholeOrAbsent(lyingBefore);
  const attempts = await db().operation.aggregate({ _sum: { attempt: true }, _max: { attempt: true } });
  console.warn(
    `kills ${kills}, seed ${seed}: ${ready} sandboxes ready, ${attempts._sum.attempt} attempts (most ${attempts._max.attempt}), ` +
      `drained ${drained.toFixed(1)} s after the last kill`,
  );
  expect(attempts._sum.attempt ?? 0).toBeGreaterThan(ready);
}, 900_000);
