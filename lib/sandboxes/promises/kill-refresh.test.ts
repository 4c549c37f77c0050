import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../audit/verify-chain';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { copyInUse } from '../../testing/copies';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { useQuickPace } from '../../testing/pace';
import { connectProduction, useProduction } from '../../testing/production';
import { signRefresh } from '../../testing/signed-refreshes';
import { decideOpen, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { sizeOf } from '../../testing/sizes';
import { workOn } from '../../testing/work-on';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';

/**
 * The worker that builds a refresh is killed with SIGKILL, each time somewhat later in the build, which takes some
 * seconds.
 */
const kills = sizeOf('kill-refresh');
const laterMs = 400;

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
let world: World;

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  await readSource(world);
  await decideOpen(world);
});
afterAll(async () => {
  for (const { name } of await db().clusterObject.findMany({ where: { goneAt: null, kind: 'database' } }))
    await asSuperuser(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});

test(`after ${kills} killed workers a refresh waits whole, the copy in use is untouched, and nothing else is left`, async () => {
  const first = await signSnapshot(world);
  await workOn(first.operationId);
  // A worker reckons beside all this which stage comes next.
  const stages = { nextStage: true, nextStageAt: true, nextStageBy: true, stageMoved: true } as const;
  const sandbox = () => db().sandbox.findUniqueOrThrow({ where: { id: first.sandboxId }, omit: stages });
  const [before, inUse] = [await sandbox(), await copyInUse(first.sandboxId)];
  const refresh = await signRefresh(world, first.sandboxId);
  const operation = () => db().operation.findUniqueOrThrow({ where: { id: refresh.operationId } });
  for (let kill = 0; kill < kills; kill += 1) {
    const worker = workers.startSoon();
    await expect.poll(async () => (await operation()).attempt).toBe(kill + 1);
    await clock.sleep(laterMs * (kill + 1));
    worker.kill('SIGKILL');
  }
  workers.startSoon();
  await expect
    .poll(async () => (await operation()).state, { timeout: 300_000, interval: 500 })
    .toBe('succeeded');

  expect((await operation()).attempt).toBe(kills + 1);
  const copy = await db().sandboxCopy.findUniqueOrThrow({ where: { id: refresh.copyId } });
  expect(copy.state).toBe('waiting');
  expect([await sandbox(), await copyInUse(first.sandboxId)]).toEqual([before, inUse]);
  const baselines = await db().baseline.findMany({ where: { copyId: { in: [inUse.id, copy.id] } } });
  expect(copy.role).toBe(inUse.role);
  const expected = [...[inUse, copy, ...baselines].map(({ database }) => database), inUse.role];
  const ids = [first.copyId, refresh.copyId];
  const found = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
      WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY($1)`,
    [ids],
  );
  expect(found.map(({ name }) => name).sort()).toEqual(expected.sort());
  expect((await reconcileCluster()).filter(({ copyId }) => ids.includes(copyId ?? ''))).toEqual([]);
  expect(await db().auditEvent.count({ where: { event: 'copy.built' } })).toBe(2);
  expect((await verifyChain()).broken).toBeNull();
}, 900_000);
