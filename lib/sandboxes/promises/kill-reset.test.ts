import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../audit/verify-chain';
import { clock } from '../../clock';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { configure } from '../../env';
import { submitRequest } from '../../requests/submit-request';
import { copyIdsOf, copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { orphanFolders, orphanFoldersSince } from '../../testing/orphan-folders';
import { useQuickPace } from '../../testing/pace';
import { connectProduction, useProduction } from '../../testing/production';
import { seedOf, sizeOf } from '../../testing/sizes';
import { tableSums } from '../../testing/table-sums';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { rollBackCopy } from '../copies/decide/roll-back-copy';
import { expectWhole } from '../copies/whole-sandbox.fixture';
import { resetSandbox } from '../reset/reset-sandbox';
import { dropLeft, holding, openOperation, settled } from './worked-on.fixture';

/** Workers that make a reset, close what it replaced, or undo it are killed with SIGKILL at random moments. */
const kills = sizeOf('kill-reset');
const seed = seedOf(20_261_130);
/** A reset of so small a database takes about as long. */
const longestMs = 2_500;

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
let world: World;
let lyingBefore: string[];

beforeAll(async () => {
  lyingBefore = await orphanFolders();
  configure({ RESETS_PER_HOUR: '1000' });
  world = await createWorld({ quota: null });
  await connectProduction(world);
});
afterAll(dropLeft);

test(`${kills} kills over resets and undos: one copy in use at every look, rows as delivered, and nothing else is left`, async () => {
  const random = seededRandom(seed);
  const content = {
    ...sampleContent(),
    tenantId: world.acme.tenantId,
    shape: 'blank',
    seedSetName: '',
  } as const;
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id: sandboxId, slug } = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await workers.start(1);
  await settled(sandboxId);
  const delivered = await tableSums((await copyInUse(sandboxId)).database ?? '');
  let [killed, begun] = [0, 0];
  while (killed < kills) {
    await begin(sandboxId, slug, random() < 0.3);
    begun += 1;
    for (let n = 0; n < 3 && killed < kills && (await openOperation(sandboxId)); n += 1) {
      const holder = await holding(workers, sandboxId);
      if (!holder) break;
      await clock.sleep(random() * longestMs);
      holder.kill('SIGKILL');
      workers.startSoon();
      killed += 1;
      await expectWhole(sandboxId, `kill ${killed}`);
    }
    await settled(sandboxId);
    await expectWhole(sandboxId, `after ${killed} kills`);
  }
  const inUse = await copyInUse(sandboxId);
  expect(await tableSums(inUse.database ?? '')).toEqual(delivered);
  const failed = await db().operation.findMany({ where: { sandboxId, state: { not: 'succeeded' } } });
  expect(failed.map(({ kind, failureCode }) => [kind, failureCode])).toEqual([]);
  const copies = await db().sandboxCopy.findMany({ where: { sandboxId, state: { in: ['active', 'kept'] } } });
  const baselines = await db().baseline.findMany({ where: { sandboxId, droppedAt: null } });
  const ids = await copyIdsOf(sandboxId);
  const found = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
      WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY ($1)`,
    [ids],
  );
  const wanted = [...copies, ...baselines].map(({ database }) => database);
  expect(found.map(({ name }) => name).sort()).toEqual([...wanted, inUse.role].sort());
  expect((await reconcileCluster()).filter(({ copyId }) => ids.includes(copyId ?? ''))).toEqual([]);
  expect(await orphanFoldersSince(lyingBefore)).toEqual([]);
  expect((await verifyChain()).broken).toBeNull();
  console.warn(`kills ${kills}, seed ${seed}: over ${begun} resets and undos`);
}, 1_800_000);

/** Asks for a reset, or for an undo where something is kept. */
async function begin(sandboxId: string, slug: string, isUndo: boolean): Promise<void> {
  const kept = await db().sandboxCopy.findFirst({ where: { sandboxId, state: 'kept' } });
  const asked =
    isUndo && kept
      ? await run(rollBackCopy, { copyId: kept.id, typedName: slug }, world.customer)
      : await run(resetSandbox, { sandboxId, typedName: slug }, world.customer);
  if (!asked.ok) throw new Error(asked.error.message);
}
