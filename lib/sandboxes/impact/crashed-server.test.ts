import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writtenText } from '@/components/sandboxes/copies/copy-detail';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { type EmbeddedServer, startEmbedded } from '../../db/embedded';
import { configure } from '../../env';
import { bootstrapCluster } from '../../provisioning';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { connectProduction, provisioner, reader, signedInAs, useProduction } from '../../testing/production';
import { workOff } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { getCopyImpact } from '../copies/decide/get-copy-impact';
import { getDestroyImpact } from '../destroy/get-destroy-impact';
import { enterSandbox } from '../promises/enter-sandbox.fixture';
import { getResetImpact } from '../reset/get-reset-impact';
import { resetSandbox } from '../reset/reset-sandbox';
import { getImpact } from './get-impact';

/**
 * A cluster of its own whose server is killed with SIGKILL and started again: each page that tells what was written in a
 * sandbox says that it does not know, and never 0.
 */
useControlDatabase();
useProduction();
let world: World;
let folder: string;
let cluster: EmbeddedServer;
let sandbox: { id: string; slug: string };

const start = () =>
  startEmbedded({ dataDir: path.join(folder, 'cluster'), password: 'of-the-crash', port: cluster?.port });

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-crash-'));
  cluster = await start();
  await bootstrapCluster({ superuserUrl: cluster.url, provisioner, reader });
  configure({ CLUSTER_URL: signedInAs(provisioner, cluster.url) });
  world = await createWorld({ quota: null });
  await connectProduction(world);
  const content = { ...sampleContent(), tenantId: world.acme.tenantId, seedSetName: '' };
  const { id: requestId } = await runOrThrow(submitRequest, { ...content, shape: 'blank' }, world.customer);
  sandbox = await db().sandbox.findUniqueOrThrow({ where: { requestId } });
  await workOff();
});
afterAll(async () => {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function reset(): Promise<void> {
  const typed = { sandboxId: sandbox.id, typedName: sandbox.slug };
  await runOrThrow(resetSandbox, typed, world.customer);
  await workOff();
}

/** What each page tells: the figure, the reason where there is none, and both as a sentence. */
async function pages() {
  const input = { sandboxId: sandbox.id };
  const kept = await db().sandboxCopy.findFirstOrThrow({ where: { ...input, state: 'kept' } });
  const told = {
    suspend: await ask(getImpact, input, world.customer),
    reset: await ask(getResetImpact, input, world.customer),
    destroy: (await ask(getDestroyImpact, input, world.customer)).impact,
    'another copy': await ask(getCopyImpact, { copyId: kept.id }, world.customer),
  };
  return Object.entries(told).map(([page, { written, whyUnknown, tables }]) => ({
    page,
    written,
    whyUnknown,
    sentence: writtenText({ written, whyUnknown }),
    byTable: tables.map((each) => each.written).filter((each) => each !== null && each !== 0),
  }));
}

/** Kills the server's first process, whose death ends all others, and waits until it is gone. */
async function crash(): Promise<void> {
  const pid = Number((await readFile(path.join(cluster.dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isThere(pid), { timeout: 30_000 }).toBe(false);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('once its server was killed each page says that it is unknown what was written, and why', async () => {
  await reset();
  const inside = await enterSandbox(sandbox.id);
  await inside.query(
    "INSERT INTO app.suppliers (code, name, country_code) SELECT 'S' || n, 'Some', 'DE' FROM generate_series(1, 5) AS n",
  );
  await inside.end();
  // A trigger of the product notes each row in a table of its own.
  const known = {
    written: 10,
    whyUnknown: null,
    sentence: expect.stringMatching(/^10 row changes/),
    byTable: [5, 5],
  };
  const all = (each: object) =>
    ['suspend', 'reset', 'destroy', 'another copy'].map((page) => ({ page, ...each }));
  await expect.poll(pages, { timeout: 60_000, interval: 500 }).toEqual(all(known));

  await crash();
  const unknown = (why: RegExp) =>
    all({
      written: null,
      whyUnknown: expect.stringMatching(why),
      sentence: expect.stringMatching(/is not known\. /),
      byTable: [],
    });
  expect(await pages()).toEqual(unknown(/could not be looked into just now/));
  await expect
    .poll(
      () =>
        start().then((server) => {
          cluster = server;
          return 'runs';
        }, String),
      { timeout: 60_000 },
    )
    .toBe('runs');
  expect(await pages()).toEqual(unknown(/counters began anew since then, as they do after a crash/));
  const again = await enterSandbox(sandbox.id);
  expect((await again.query('SELECT count(*)::int AS n FROM app.suppliers')).rows).toEqual([{ n: 5 }]);
  await again.query("UPDATE app.suppliers SET name = 'Other'");
  await again.end();
  expect(await pages()).toEqual(unknown(/began anew/));

  await reset();
  const nothing = {
    written: 0,
    whyUnknown: null,
    sentence: expect.stringMatching(/^Nothing was written/),
    byTable: [],
  };
  expect(await pages()).toEqual(all(nothing));
}, 300_000);
