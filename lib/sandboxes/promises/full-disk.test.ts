import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { type EmbeddedServer, startEmbedded } from '../../db/embedded';
import { configure } from '../../env';
import { importSeedSet } from '../../products/import-seed-set';
import { readSeedSetFolder } from '../../products/read-seed-set-folder';
import { bootstrapCluster } from '../../provisioning';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { connectProduction, provisioner, reader, signedInAs, useProduction } from '../../testing/production';
import { decideOpen, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { workOn } from '../../testing/work-on';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { reconcileCluster } from '../cluster/reconcile-cluster';
import { rebuildCopy } from '../copies/decide/rebuild-copy';
import { getSandbox } from '../get-sandbox';

/**
 * A cluster of its own whose databases lie on a small disk, which gets full in the middle of a build. The disk is a file
 * system in memory; where this process may mount none, there is nothing to see.
 */
useControlDatabase();
useProduction();
let world: World;
let folder: string;
let small: string;
let cluster: EmbeddedServer;
let isMounted = false;

const roomyKiB = 512 * 1024;

/** Makes the small disk, or gives it another size. */
const resize = (kib: number) =>
  execFileSync(
    'mount',
    ['-t', 'tmpfs', '-o', `${isMounted ? 'remount,' : ''}size=${kib}k,mode=0777`, 'tmpfs', small],
    {
      stdio: 'ignore',
    },
  );

async function usedKiB(): Promise<number> {
  const { blocks, bfree, bsize } = await statfs(small);
  return ((blocks - bfree) * bsize) / 1024;
}

const mb = (kib: number) => (kib / 1024).toFixed(1);

async function onCluster<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-disk-'));
  await chmod(folder, 0o755);
  small = path.join(folder, 'small');
  await mkdir(small);
  try {
    resize(roomyKiB);
    isMounted = true;
  } catch {
    return;
  }
  cluster = await startEmbedded({
    dataDir: path.join(folder, 'cluster'),
    password: 'test',
    settings: ['fsync=off'],
  });
  await bootstrapCluster({ superuserUrl: cluster.url, provisioner, reader });
  const inside = path.join(small, 'data');
  await mkdir(inside);
  execFileSync('chown', ['--reference', cluster.dataDir, inside]);
  await onCluster(`CREATE TABLESPACE small LOCATION '${inside}'`);
  await onCluster('ALTER DATABASE template0 SET TABLESPACE small');
  configure({ CLUSTER_URL: signedInAs(provisioner, cluster.url) });
  world = await createWorld({ quota: null });
  await connectProduction(world);
  await readSource(world);
  await decideOpen(world);
  const { manifest, tables } = await readSeedSetFolder('demo/fabrica/seed-sets/onboarding');
  const input = { productSlug: 'fabrica', manifest: { ...manifest, version: 9 }, tables };
  await runOrThrow(importSeedSet, input, systemActor('test'));
});

afterAll(async () => {
  await cluster?.stop();
  if (isMounted) execFileSync('umount', ['-l', small]);
  await rm(folder, { recursive: true, force: true });
});

async function signSeeded() {
  const input = { ...sampleContent(), tenantId: world.acme.tenantId };
  const { id, slug } = await runOrThrow(submitRequest, input, world.customer);
  const sandbox = await db().sandbox.findUniqueOrThrow({
    where: { requestId: id },
    select: { operations: { select: { id: true, copyId: true } } },
  });
  const [build] = sandbox.operations;
  return { slug, copyId: build?.copyId ?? '', operationId: build?.id ?? '' };
}

const objectsOf = (copyId: string) =>
  onCluster(
    `SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) AS objects
       WHERE name LIKE 'sb%' AND position($1 IN name) > 0`,
    [copyId],
  );

test.for([
  { shape: 'seeded', sign: signSeeded },
  { shape: 'snapshot', sign: () => signSnapshot(world) },
])(
  'a disk that gets full under a sandbox that is $shape is named, nothing is left, and it is built once there is room',
  async ({ shape, sign }, { skip }) => {
    if (!isMounted) return skip('mounting a small file system takes rights that this process lacks');
    const view = async (slug: string) => ask(getSandbox, { slug }, world.customer);
    const expectReady = async (slug: string) => {
      const { state, operations } = await view(slug);
      const told = operations.map(({ failureCode, failureMessage }) => ({ failureCode, failureMessage }));
      expect({ state, last: told[0] }).toEqual({
        state: 'ready',
        last: { failureCode: null, failureMessage: null },
      });
    };
    const empty = await usedKiB();
    const first = await sign();
    await workOn(first.operationId);
    await expectReady(first.slug);
    const before = await usedKiB();
    // The first seeded sandbox left a template behind, so that its next one needs two thirds as much.
    const room = (before - empty) * 0.45;

    const second = await sign();
    resize(Math.round(before + room));
    await workOn(second.operationId);
    const left = await usedKiB();
    resize(roomyKiB);
    const failed = await view(second.slug);
    expect(failed).toMatchObject({ state: 'failed', operations: [{ failureCode: 'target_full' }] });
    expect(failed.operations[0]?.failureMessage).toMatch(/no room left/);
    expect(failed.operations[0]?.failureRemedy).toMatch(/Free space on the sandbox cluster/);
    expect(await objectsOf(second.copyId)).toEqual([]);
    expect(left).toBeLessThanOrEqual(before);
    const drifts = await reconcileCluster();
    expect(drifts.filter(({ copyId }) => copyId === second.copyId)).toEqual([]);

    const again = await runOrThrow(rebuildCopy, { copyId: second.copyId }, world.customer);
    await workOn(again.operationId);
    await expectReady(second.slug);
    const steps = failed.operations[0]?.steps ?? [];
    console.warn(
      `${shape}: a sandbox takes ${mb(before - empty)} MB; full after ${mb(room)} MB in step ` +
        `${steps.find(({ state }) => state !== 'done' && state !== 'skipped')?.name}, ${mb(left - before)} MB more than before`,
    );
  },
);
