import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '@/lib/db/embedded';
import { createId } from '@/lib/ids';
import { withDatabase } from '@/lib/testing/database';
import { sizeOf } from '@/lib/testing/sizes';
import { bootstrapCluster } from '../bootstrap-cluster';
import type { EngineConnections } from '../build-order';
import { copyFiles } from '../cluster/copy-files';
import { withConnection } from '../connect';
import { provision } from '../provision';
import { openWorkshop, type Workshop } from './workshop.fixture';

/**
 * A reset where the file system shares blocks takes as long for a large baseline as for a small one, and next to no room. Seen
 * on XFS in an image file, once with shared blocks and once without; where this process may not mount one, a line says so.
 * Times count from the size at which a plain copy is slow enough to be told from noise.
 */
const largeMB = sizeOf('cloned-files');
const smallMB = 10;
const timedFromMB = 1_000;
const rounds = 3;

type Disk = { mount: string; server: EmbeddedServer; connections: EngineConnections };
let folder: string | undefined;
let workshop: Workshop;
const disks: Disk[] = [];
const mounts: string[] = [];
let whyNot: string | null = null;

beforeAll(async () => {
  workshop = await openWorkshop();
  whyNot = await whyNotHere();
  if (whyNot) console.warn(`Not tried: ${whyNot}`);
}, 120_000);
afterAll(async () => {
  for (const { server } of disks) await server.stop();
  for (const mount of mounts) execFileSync('umount', ['-l', mount]);
  await workshop.drop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** A copy that was delivered, its sealed baseline and a plain copy of that, each as large; and the server's log. */
const imageMB = 3 * largeMB + 3_000;

async function whyNotHere(): Promise<string | null> {
  const roomy = await roomyFolder();
  if (roomy === null) return `this takes ${imageMB} MB of a folder for temporary files.`;
  folder = await mkdtemp(path.join(roomy, 'sandgate-xfs-'));
  await chmod(folder, 0o755);
  try {
    execFileSync('mkfs.xfs', ['-V'], { stdio: 'ignore' });
  } catch {
    return 'there is no mkfs.xfs (package xfsprogs).';
  }
  try {
    makeDisk('shared', 1);
    makeDisk('plain', 0);
    return null;
  } catch {
    return 'mounting XFS in an image file takes rights, or a kernel, that this process lacks.';
  }
}

/** That of the run lies in memory, which the long size may not fit in. */
async function roomyFolder(): Promise<string | null> {
  for (const each of [os.tmpdir(), '/var/tmp']) {
    const { bavail, bsize } = await statfs(each).catch(() => ({ bavail: 0, bsize: 0 }));
    if ((bavail * bsize) / 1e6 >= imageMB) return each;
  }
  return null;
}

function makeDisk(name: string, reflink: 0 | 1): void {
  const [image, mount] = [placeOf(`${name}.img`), placeOf(name)];
  execFileSync('truncate', ['-s', `${imageMB}M`, image]);
  execFileSync('mkfs.xfs', ['-q', '-m', `reflink=${reflink}`, image]);
  execFileSync('mkdir', [mount]);
  execFileSync('mount', ['-o', 'loop', image, mount], { stdio: 'ignore' });
  mounts.push(mount);
}

/** A cluster whose databases lie on this disk, and the workshop's sign-ins for it. */
async function clusterOn(name: string): Promise<Disk> {
  const mount = placeOf(name);
  const server = await startEmbedded({ dataDir: path.join(mount, 'cluster'), password: 'test' });
  const [provisioner, reader] = [workshop.connections.clusterUrl, workshop.connections.sourceUrl].map(
    loginOf,
  );
  if (!provisioner || !reader) throw new Error('the workshop signs in with both');
  await bootstrapCluster({ superuserUrl: server.url, provisioner, reader });
  const clusterUrl = new URL(workshop.connections.clusterUrl);
  clusterUrl.port = String(server.port);
  const disk = { mount, server, connections: { ...workshop.connections, clusterUrl: clusterUrl.href } };
  disks.push(disk);
  return disk;
}

const placeOf = (name: string) => path.join(folder ?? '', name);

const loginOf = (url: string) => {
  const { username, password } = new URL(url);
  return { name: username, password };
};

async function ask<Row extends pg.QueryResultRow>(
  { server }: Disk,
  database: string,
  ...statements: string[]
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: withDatabase(server.url, database) });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

const build = (disk: Disk, order: Parameters<typeof provision>[0]) =>
  provision(order, { ...workshop, connections: disk.connections, signal: new AbortController().signal });

async function bytesOf(disk: Disk, database: string): Promise<number> {
  const asked = `SELECT pg_database_size('${database}') AS bytes`;
  return Number((await ask<{ bytes: string }>(disk, 'postgres', asked))[0]?.bytes);
}

/**
 * A sandbox whose baseline has so many megabytes. Its copy is filled, in a transaction that empties the table first and so
 * writes no log of the rows, and is sealed anew under the mark of the first baseline: structure and sequences are the same.
 */
async function delivered(disk: Disk, megabytes: number) {
  const order = workshop.order();
  const report = await build(disk, order);
  expect(report).toMatchObject({ outcome: 'done' });
  const { database, baseline } = report;
  const rowsPerPage = 4;
  const missing = Math.max(megabytes * 1e6 - (await bytesOf(disk, database)), 0);
  const rows = Math.round((missing / 8192) * rowsPerPage);
  await ask(
    disk,
    database,
    'BEGIN',
    'TRUNCATE workshop.events_2025',
    `INSERT INTO workshop.events_2025 SELECT '2025-06-01', repeat(md5(n::text), 60) FROM generate_series(1, ${rows}) AS n`,
    'COMMIT',
  );
  const noted = `SELECT shobj_description(oid, 'pg_database') AS said FROM pg_database WHERE datname = '${baseline}'`;
  const [mark] = await ask<{ said: string }>(disk, 'postgres', noted);
  await ask(
    disk,
    'postgres',
    `DROP DATABASE ${baseline}`,
    'SET file_copy_method = clone',
    `CREATE DATABASE ${baseline} TEMPLATE ${database} STRATEGY file_copy OWNER ${workshop.provisioner} ALLOW_CONNECTIONS false`,
    `REVOKE ALL ON DATABASE ${baseline} FROM PUBLIC`,
    `COMMENT ON DATABASE ${baseline} IS ${pg.escapeLiteral(mark?.said ?? '')}`,
  );
  const reset = () =>
    workshop.order({
      shape: 'baseline',
      seedSet: null,
      baseline: { database: baseline, fingerprint: report.fingerprint ?? '' },
      role: { ...order.role, name: report.role },
    });
  return { database, baseline, reset };
}

/** Megabytes of the disk that this work takes, and how long it took. */
async function measured<T>(disk: Disk, work: () => Promise<T>) {
  const usedMB = async () => {
    await ask(disk, 'postgres', 'CHECKPOINT');
    execFileSync('sync', ['-f', disk.mount]);
    const { blocks, bfree, bsize } = await statfs(disk.mount);
    return ((blocks - bfree) * bsize) / 1e6;
  };
  const before = await usedMB();
  const from = performance.now();
  const result = await work();
  const ms = performance.now() - from;
  return { result, ms, takenMB: (await usedMB()) - before };
}

/** The middle one of a few resets of a sandbox; each is dropped before the next. */
async function resets(disk: Disk, { reset }: Awaited<ReturnType<typeof delivered>>) {
  const found: { ms: number; takenMB: number; copyMs: number; method?: string; bytes: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { result, ms, takenMB } = await measured(disk, () => build(disk, reset()));
    expect(result).toMatchObject({ outcome: 'done', leftovers: [] });
    const { method, ms: copyMs = 0 } = result.copied ?? {};
    found.push({ ms, takenMB, copyMs, method, bytes: await bytesOf(disk, result.database) });
    await ask(disk, 'postgres', `DROP DATABASE ${result.database} WITH (FORCE)`);
  }
  const [middle] = found.sort((left, right) => left.ms - right.ms).slice(Math.floor(rounds / 2));
  if (!middle) throw new Error('nothing was reset');
  return middle;
}

test(`where blocks are shared, a reset of ${largeMB} MB takes the time of one of ${smallMB} MB, and no room`, async ({
  skip,
}) => {
  if (whyNot) return skip(whyNot);
  const disk = await clusterOn('shared');
  const [few, many] = [await delivered(disk, smallMB), await delivered(disk, largeMB)];
  const [small, large] = [await resets(disk, few), await resets(disk, many)];
  const name = `plain_${createId()}`;
  const plain = await measured(disk, () =>
    withConnection(
      disk.connections.clusterUrl,
      { side: 'target', applicationName: 'test' },
      async (cluster) => {
        await cluster.query('SET file_copy_method = copy');
        return copyFiles(cluster, name, { template: many.baseline, by: 'files' });
      },
    ),
  );
  const ratio = large.ms / small.ms;
  console.warn(
    `By clone: ${(small.bytes / 1e6).toFixed(0)} MB reset in ${small.ms.toFixed(0)} ms (copy ${small.copyMs}), ` +
      `${(large.bytes / 1e6).toFixed(0)} MB in ${large.ms.toFixed(0)} ms (copy ${large.copyMs}), ${ratio.toFixed(2)} times; ` +
      `it takes ${large.takenMB.toFixed(0)} MB of the disk. As files: the copy alone ${plain.ms.toFixed(0)} ms, ` +
      `${(plain.ms / Math.max(large.copyMs, 1)).toFixed(1)} times, and ${plain.takenMB.toFixed(0)} MB.`,
  );
  expect([small.method, large.method]).toEqual(['clone', 'clone']);
  expect(large.bytes).toBeGreaterThan(largeMB * 0.9e6);
  expect(large.takenMB).toBeLessThan(largeMB * 0.2 + 50);
  expect(plain.takenMB).toBeGreaterThan(largeMB * 0.8);
  expect(ratio).toBeLessThan(5);
  if (largeMB >= timedFromMB) expect(plain.ms).toBeGreaterThan(large.copyMs * 5);
}, 1_800_000);

test('where blocks are not shared, nothing is said to be cloned though the server would take the setting', async ({
  skip,
}) => {
  if (whyNot) return skip(whyNot);
  const disk = await clusterOn('plain');
  const few = await delivered(disk, smallMB);
  const { method, takenMB } = await resets(disk, few);
  expect(method).toBe('files');
  expect(takenMB).toBeGreaterThan(smallMB * 0.6);
}, 300_000);
