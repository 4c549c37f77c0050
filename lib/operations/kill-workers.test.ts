import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { verifyChain } from '../audit/verify-chain';
import { clock } from '../clock';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { childEnvironment, env } from '../env';
import { importSeedSet } from '../products/import-seed-set';
import { readSeedSetFolder } from '../products/read-seed-set-folder';
import { submitRequest } from '../requests/submit-request';
import { asSuperuser, useControlDatabase } from '../testing/database';
import { connectProduction, useProduction } from '../testing/production';
import { createWorld, sampleContent, type World } from '../testing/world';
import { reconcileCluster } from './reconcile-cluster';

/**
 * Workers are killed with SIGKILL at random moments while sandboxes are being built. `KILLS=1000` makes it long; the
 * seed is printed, so that a failure can be run again with `SEED`.
 */
const kills = Number(process.env.KILLS ?? 40);
const seed = Number(process.env.SEED ?? 20_261_122);
const workersAtOnce = 3;
/** Half as many requests as kills: most builds die once or twice before they succeed. */
const requests = Math.ceil(kills / 2);

useControlDatabase();
useProduction();
let world: World;
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'sandgate-kill-'));
const workers: ChildProcess[] = [];

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 9 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function startWorker(): void {
  const { CLUSTER_URL = '', SOURCE_URLS } = env();
  const settings = {
    DATA_DIR: dataDir,
    WORKER_CONCURRENCY: '1',
    CLUSTER_URL,
    SOURCE_URLS: JSON.stringify(SOURCE_URLS),
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/worker.ts'], {
    env: childEnvironment(settings),
    stdio: 'ignore',
  });
  workers.push(child);
}

/** A small generator of its own, so that a seed gives the same moments on every machine. */
function random(state: { value: number }): number {
  state.value = (state.value * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return state.value / 2 ** 32;
}

async function file(): Promise<void> {
  const input = { ...sampleContent(), tenantId: world.acme.tenantId };
  const result = await run(submitRequest, input, world.customer);
  if (!result.ok) throw new Error(result.error.message);
}

/** Waits until a worker holds a build, lets it work for a random moment, and kills it. */
async function killABuilder(state: { value: number }): Promise<void> {
  for (;;) {
    const running = await db().operation.findMany({
      where: { state: 'running' },
      select: { leaseOwner: true },
    });
    const owners = running.flatMap(({ leaseOwner }) => (leaseOwner ? [leaseOwner] : []));
    const alive = await db().heartbeat.findMany({ where: { id: { in: owners } }, select: { pid: true } });
    const victims = workers.filter((worker) => alive.some(({ pid }) => pid === worker.pid) && !worker.killed);
    const victim = victims[Math.floor(random(state) * victims.length)];
    if (victim) {
      await clock.sleep(random(state) * 700);
      victim.kill('SIGKILL');
      return startWorker();
    }
    if ((await unfinished()) === 0) await file();
    await clock.sleep(20);
  }
}

async function unfinished(): Promise<number> {
  return db().operation.count({ where: { state: { in: ['queued', 'running'] } } });
}

test(`${kills} kills at random moments: every request ends as one whole sandbox, and nothing else is left`, async () => {
  const state = { value: seed };
  for (let n = 0; n < workersAtOnce; n += 1) startWorker();
  await expect
    .poll(() => db().heartbeat.count({ where: { kind: 'worker' } }), { timeout: 60_000 })
    .toBe(workersAtOnce);
  for (let n = 0; n < requests; n += 1) await file();
  for (let n = 0; n < kills; n += 1) await killABuilder(state);
  const lastKill = clock.elapsed();
  await expect.poll(unfinished, { timeout: 300_000, interval: 500 }).toBe(0);
  const drained = (clock.elapsed() - lastKill) / 1_000;

  const sandboxes = await db().sandbox.findMany({
    select: { id: true, state: true, database: true, role: true, baseline: true },
  });
  expect(sandboxes.length).toBeGreaterThanOrEqual(requests);
  const failures = await db().operation.findMany({
    where: { state: { not: 'succeeded' } },
    select: { attempt: true, failureCode: true, failureMessage: true },
  });
  expect(failures).toEqual([]);
  expect(sandboxes.filter((sandbox) => sandbox.state !== 'ready')).toEqual([]);
  const expected = sandboxes.flatMap(({ database, role, baseline }) => [database, role, baseline]).sort();
  const ids = sandboxes.map(({ id }) => id);
  const found = await asSuperuser<{ name: string }>(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
       WHERE substring(name FROM '^sb[rl]?_([a-z0-9]+)') = ANY($1) ORDER BY name`,
    [ids],
  );
  expect(found.map(({ name }) => name).sort()).toEqual(expected);
  expect((await reconcileCluster()).filter(({ sandboxId }) => sandboxId && ids.includes(sandboxId))).toEqual(
    [],
  );
  const built = await db().auditEvent.groupBy({
    by: ['subjectId'],
    where: { event: 'sandbox.built' },
    _count: true,
  });
  expect(built).toHaveLength(sandboxes.length);
  expect(built.every((each) => each._count === 1)).toBe(true);
  expect((await verifyChain()).broken).toBeNull();
  const attempts = await db().operation.aggregate({ _sum: { attempt: true }, _max: { attempt: true } });
  console.warn(
    `kills ${kills}, seed ${seed}: ${sandboxes.length} sandboxes ready, ${attempts._sum.attempt} attempts (most ${attempts._max.attempt}), ` +
      `drained ${drained.toFixed(1)} s after the last kill`,
  );
  expect(attempts._sum.attempt ?? 0).toBeGreaterThan(sandboxes.length);
}, 900_000);
