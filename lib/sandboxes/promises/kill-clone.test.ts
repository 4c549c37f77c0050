import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { cloneSandbox } from '../../requests/clone/clone-sandbox';
import { submitRequest } from '../../requests/submit-request';
import { copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { orphanFolders } from '../../testing/orphan-folders';
import { useQuickPace } from '../../testing/pace';
import { connectProduction, useProduction } from '../../testing/production';
import { cloneOf } from '../../testing/resets';
import { seedOf, sizeOf } from '../../testing/sizes';
import { tableSums } from '../../testing/table-sums';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { expectWholeOrAbsent } from './builds.fixture';
import { dropLeft, holding, openOperation, settled } from './worked-on.fixture';

/** Workers that make a clone are killed with SIGKILL at random moments; the sandbox that is cloned is in use meanwhile. */
const kills = sizeOf('kill-clone');
const seed = seedOf(20_261_201);
/** A clone of so small a database takes about as long. */
const longestMs = 3_000;

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
});
afterAll(dropLeft);

/** Whether the database that a sandbox has in use lets its role in, as the cluster tells. */
async function isOpen(database: string): Promise<boolean> {
  const [row] = await asSuperuser<{ open: boolean }>(
    'SELECT datallowconn AS open FROM pg_database WHERE datname = $1',
    [database],
  );
  return row?.open ?? false;
}

test(`${kills} kills over clones: each is equal to what was cloned, which opens again, and nothing else is left`, async () => {
  const random = seededRandom(seed);
  const content = {
    ...sampleContent(),
    tenantId: world.acme.tenantId,
    shape: 'blank',
    seedSetName: '',
  } as const;
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id: sandboxId } = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await workers.start(1);
  await settled(sandboxId);
  const source = await copyInUse(sandboxId);
  const database = source.database ?? '';
  const delivered = await tableSums(database);
  const made: string[] = [];
  let killed = 0;
  while (killed < kills) {
    const moment = random() < 0.6 ? 'now' : 'delivered';
    const { cloneId } = await runOrThrow(cloneSandbox, { ...cloneOf(sandboxId), moment }, world.customer);
    const clone = cloneId ?? '';
    made.push(clone);
    for (let n = 0; n < 3 && killed < kills && (await openOperation(clone)); n += 1) {
      const holder = await holding(workers, clone);
      if (!holder) break;
      await clock.sleep(random() * longestMs);
      holder.kill('SIGKILL');
      workers.startSoon();
      killed += 1;
      await expectWhole(sandboxId, `kill ${killed}`);
    }
    await settled(clone);
    await expect.poll(() => isOpen(database), { timeout: 60_000, interval: 200 }).toBe(true);
    const inUse = await copyInUse(clone);
    expect(await tableSums(inUse.database ?? '')).toEqual(delivered);
  }
  for (const id of [sandboxId, ...made]) await expectWhole(id);
  const failed = await db().operation.findMany({ where: { state: { not: 'succeeded' } } });
  expect(failed.map(({ kind, failureCode }) => [kind, failureCode])).toEqual([]);
  await expectWholeOrAbsent(lyingBefore);
  console.warn(`kills ${kills}, seed ${seed}: over ${made.length} clones`);
}, 1_800_000);
