import { beforeAll, expect, test } from 'vitest';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { destroySandbox } from '../../requests/destroy/destroy-sandbox';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { workOff, workOn } from '../../testing/work-on';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { enterSandbox } from '../promises/enter-sandbox.fixture';
import { quarantineSandbox } from './quarantine-sandbox';
import { restoreSandbox } from './restore-sandbox';
import { resumeSandbox } from './resume-sandbox';
import { retireSandbox } from './retire-sandbox';
import { suspendSandbox } from './suspend-sandbox';

/** Suspending and the like on a real cluster: the databases are closed and open again, and nothing of their rows changes. */
useControlDatabase();
useProduction();
const workers = useWorkerProcesses();
let world: World;
let sandbox: { id: string; slug: string };
beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  sandbox = await build();
});

async function build(): Promise<{ id: string; slug: string }> {
  const content = {
    ...sampleContent(),
    shape: 'blank' as const,
    seedSetName: '',
    tenantId: world.acme.tenantId,
  };
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const found = await db().sandbox.findUniqueOrThrow({
    where: { requestId },
    select: { id: true, slug: true },
  });
  await workOff(found.id);
  return found;
}

const enter = () => enterSandbox(sandbox.id);

/** Differences between records and cluster that concern these sandboxes; other tests share the cluster. */
async function drifts() {
  const copies = await db().sandboxCopy.findMany({ select: { id: true } });
  const own = new Set(copies.map(({ id }) => id));
  return (await reconcileCluster()).filter(({ copyId }) => copyId !== null && own.has(copyId));
}

const stateOf = async (id: string) => (await db().sandbox.findUniqueOrThrow({ where: { id } })).state;
const shut = () => ({ sandboxId: sandbox.id, reason: 'To look at it.' });

test('suspending puts out whoever is in and lets nobody in, and resuming gives the same rows', async () => {
  const before = await enter();
  await before.query("INSERT INTO app.suppliers (code, name, country_code) VALUES ('S7', 'Seven', 'DE')");
  await runOrThrow(suspendSandbox, shut(), world.customer);
  await workOff(sandbox.id);
  await expect(before.query('SELECT 1')).rejects.toThrow();
  await expect(enter()).rejects.toMatchObject({ code: '55000' });
  expect(await drifts()).toEqual([]);
  await runOrThrow(resumeSandbox, { sandboxId: sandbox.id }, world.customer);
  await workOff(sandbox.id);
  expect(await stateOf(sandbox.id)).toBe('ready');
  const after = await enter();
  expect((await after.query('SELECT code FROM app.suppliers')).rows).toEqual([{ code: 'S7' }]);
  await after.end();
  expect(await drifts()).toEqual([]);
});

test('an opening that a quarantine overtook ends closed, and says so', async () => {
  await runOrThrow(suspendSandbox, shut(), world.customer);
  await workOff(sandbox.id);
  const { operationId } = await runOrThrow(resumeSandbox, { sandboxId: sandbox.id }, world.customer);
  expect(await run(resumeSandbox, { sandboxId: sandbox.id }, world.colleague)).toMatchObject({
    error: { code: 'state_conflict' },
  });
  await runOrThrow(quarantineSandbox, shut(), world.support);
  await workOn(operationId);
  await expect(enter()).rejects.toMatchObject({ code: '55000' });
  await workOff(sandbox.id);
  expect(await stateOf(sandbox.id)).toBe('quarantined');
  expect(await db().operation.findUniqueOrThrow({ where: { id: operationId } })).toMatchObject({
    state: 'failed',
    failureCode: 'state_conflict',
  });
  await expect(enter()).rejects.toMatchObject({ code: '55000' });
  expect(await drifts()).toEqual([]);
  const target = { sandboxId: sandbox.id, typedName: sandbox.slug };
  await runOrThrow(destroySandbox, target, world.compliance);
  await workOff(sandbox.id);
  expect(await stateOf(sandbox.id)).toBe('destroyed');
});

test('a retired one is restored with its rows, and destroyed from there leaves nothing', async () => {
  sandbox = await build();
  const target = { sandboxId: sandbox.id, typedName: sandbox.slug };
  await runOrThrow(retireSandbox, target, world.customer);
  await workOff(sandbox.id);
  await expect(enter()).rejects.toMatchObject({ code: '55000' });
  await runOrThrow(restoreSandbox, { sandboxId: sandbox.id }, world.customer);
  await workOff(sandbox.id);
  await (await enter()).end();
  await runOrThrow(retireSandbox, target, world.customer);
  await runOrThrow(destroySandbox, target, world.customer);
  await workOff(sandbox.id);
  expect(await stateOf(sandbox.id)).toBe('destroyed');
  expect(await drifts()).toEqual([]);
});

test('a worker suspends by itself what ends in some seconds, once its people have read the warning', async () => {
  sandbox = await build();
  await db().sandbox.update({
    where: { id: sandbox.id },
    data: { shape: 'snapshot', expiresAt: new Date(Date.now() + 5_000), endsSince: new Date() },
  });
  await workers.start(1);
  const warning = () => db().endWarning.findFirst({ where: { sandboxId: sandbox.id } });
  await expect.poll(warning, { timeout: 120_000, interval: 200 }).not.toBeNull();
  expect(await stateOf(sandbox.id)).toBe('ready');
  const { noticeIds = [] } = (await warning()) ?? {};
  await db().notice.updateMany({ where: { id: { in: noticeIds } }, data: { readAt: new Date() } });
  await expect.poll(() => stateOf(sandbox.id), { timeout: 180_000, interval: 500 }).toBe('suspended');
  const closed = async () => (await db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id } })).closedAt;
  await expect.poll(closed, { timeout: 120_000, interval: 200 }).not.toBeNull();
  await expect(enter()).rejects.toMatchObject({ code: '55000' });
}, 600_000);
