import { once } from 'node:events';
import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { leaseMs } from '../../operations/lease';
import { useControlDatabase } from '../../testing/database';
import { useQuickPace } from '../../testing/pace';
import { useProduction } from '../../testing/production';
import { signSnapshot } from '../../testing/signed-snapshots';
import { useWorkerProcesses } from '../../testing/worker-processes';
import type { World } from '../../testing/world';
import { expectWholeOrAbsent, prepareSnapshots, unfinished } from './builds.fixture';

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
let world: World;
let lyingBefore: string[];

beforeAll(async () => {
  ({ world, lyingBefore } = await prepareSnapshots());
});

/**
 * Frozen until another worker has done its work, then woken in the middle of it. It finds its lease gone, gives the work up,
 * and takes new work under a new id without leaving.
 */
test.each([1_000])(
  'a worker that is frozen %i ms into a build and wakes after another took it over works on',
  async (afterMs) => {
    await workers.start(1);
    const { operationId } = await signSnapshot(world);
    const running = { where: { id: operationId, state: 'running' as const } };
    await expect.poll(() => db().operation.count(running), { timeout: 600_000 }).toBe(1);
    await clock.sleep(afterMs);
    const frozen = await workers.holderOf(operationId);
    if (!frozen) throw new Error('nobody holds the operation');
    frozen.kill('SIGSTOP');
    const other = workers.startSoon();
    await expect.poll(unfinished, { timeout: 600_000, interval: 200 }).toBe(0);
    await clock.sleep(2 * leaseMs());
    const wokenAt = await databaseNow(db());
    frozen.kill('SIGCONT');
    const shifts = { where: { pid: frozen.pid, startedAt: { gt: wokenAt } } };
    await expect.poll(() => db().heartbeat.count(shifts), { timeout: 600_000 }).toBe(1);
    other.kill('SIGKILL');
    await signSnapshot(world);
    await expect.poll(unfinished, { timeout: 600_000, interval: 200 }).toBe(0);
    expect([frozen.exitCode, frozen.signalCode]).toEqual([null, null]);
    await expectWholeOrAbsent(lyingBefore);
    const left = once(frozen, 'exit');
    frozen.kill('SIGTERM');
    await left;
    expect(frozen.exitCode).toBe(0);
  },
  900_000,
);
