import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../db/embedded';
import { readCounters } from './read-counters';

/** What moves the counters of a database, on a server of its own whose autovacuum looks every second. */
let folder: string;
let server: EmbeddedServer;
const settings = ['autovacuum=on', 'autovacuum_naptime=1', 'wal_level=replica', 'max_wal_senders=1'];
const start = () =>
  startEmbedded({
    dataDir: path.join(folder, 'cluster'),
    password: 'of-the-counters',
    port: server?.port,
    settings,
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-counters-'));
  server = await start();
  await ask('CREATE DATABASE watched');
  await ask('CREATE TABLE parts AS SELECT n FROM generate_series(1, 20000) AS n', 'watched');
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<Row>(sql: string, database = 'postgres'): Promise<Row[]> {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function counters() {
  const found = (await readCounters({ clusterUrl: server.url })).get('watched');
  if (!found) throw new Error('the database is not listed');
  return found;
}

const commits = async () =>
  Number(
    (await ask<{ n: string }>("SELECT xact_commit AS n FROM pg_stat_database WHERE datname = 'watched'"))[0]
      ?.n,
  );

/** The figures once two readings a second apart agree. */
async function atRest() {
  for (let last = await counters(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const next = await counters();
    if (JSON.stringify(next) === JSON.stringify(last)) return next;
    last = next;
  }
}

test('autovacuum moves no session and no time, though it moves transactions, and rows of the statistics', async () => {
  await ask('UPDATE parts SET n = n + 1', 'watched');
  const before = await atRest();
  const commitsBefore = await commits();
  await expect.poll(commits, { timeout: 60_000 }).toBeGreaterThan(commitsBefore);
  expect(await atRest()).toMatchObject({ sessions: before.sessions, activeMs: before.activeMs });
  const cleaned = () =>
    ask<{ n: string }>(
      "SELECT autovacuum_count AS n FROM pg_stat_user_tables WHERE relname = 'parts'",
      'watched',
    );
  expect(Number((await cleaned())[0]?.n)).toBeGreaterThan(0);
});

test('a session moves sessions and time, and rows what it wrote', async () => {
  const before = await atRest();
  await ask('SELECT pg_sleep(0.1)', 'watched');
  const slept = await atRest();
  expect(slept.sessions).toBe(before.sessions + 1);
  expect(slept.activeMs - before.activeMs).toBeGreaterThan(95);
  expect(slept.tuples).toBe(before.tuples);
  await ask('DELETE FROM parts WHERE n <= 10', 'watched');
  expect((await atRest()).tuples).toBeGreaterThan(slept.tuples);
});

test('a backup that copies the server’s files moves none of them', async () => {
  const before = await atRest();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("SELECT pg_backup_start('nightly', true)");
  await cp(path.join(server.dataDir, 'base'), path.join(folder, 'copy'), { recursive: true });
  await client.query('SELECT * FROM pg_backup_stop(false)');
  await client.end();
  expect(await atRest()).toEqual(before);
});

test('they begin anew when they are reset, which is told, and after a crash, which is not', async () => {
  await ask('SELECT pg_stat_reset()', 'watched');
  const reset = await atRest();
  expect(reset.since).not.toBeNull();
  const pid = Number((await readFile(path.join(server.dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isThere(pid), { timeout: 30_000 }).toBe(false);
  server = await start();
  expect(await atRest()).toEqual({ sessions: 0, activeMs: 0, tuples: 0, since: null });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
