import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock } from '@/lib/clock';
import { childEnvironment } from '@/lib/env';
import { createDatabase } from '@/lib/testing/database';
import { demoPeople } from '@/prisma/demo-people';

/** Starting and stopping as a person does it: real processes, a real data folder, signals. */

let home: string;
let port: number;
const running: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'sandgate-start-'));
  await chmod(home, 0o755);
  port = await freePort();
});
afterAll(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port: free } = server.address() as AddressInfo;
  server.close();
  return free;
}

type Start = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function start(dataDir: string, onPort: number): Start {
  const env = childEnvironment({
    DATA_DIR: dataDir,
    PORT: String(onPort),
    DATABASE_URL: '',
    CLUSTER_URL: '',
    SOURCE_URLS: '{}',
    NODE_ENV: 'production',
  });
  const child = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  return { child, output: () => text, ended };
}

async function untilReady({ output, ended }: Start): Promise<void> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!output().includes('Sandgate is ready')) {
    if (isOver) throw new Error(`It ended before it was ready:\n${output()}`);
    await clock.sleep(100);
  }
}

/** Ends a test that hangs; no promise is judged by it. */
const hangMs = 300_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  const from = clock.elapsed();
  while (!holds()) {
    if (clock.elapsed() - from > hangMs) throw new Error(`${what}: not seen`);
    await clock.sleep(50);
  }
}

/** 0 while there is none: a process that has ended takes its file along, and the next writes it anew. */
function pidOf(dataDir: string, kind: string): number {
  try {
    return Number(readFileSync(path.join(dataDir, 'run', `${kind}.pid`), 'utf8'));
  } catch {
    return 0;
  }
}
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a taken port is named, with a way on, and nothing is started', async () => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const dataDir = path.join(home, 'taken');
  const attempt = start(dataDir, taken);
  expect(await attempt.ended).toBe(1);
  expect(attempt.output()).toContain(`Port ${taken} is taken`);
  expect(attempt.output()).toContain('npm start');
  expect(attempt.output()).not.toContain('    at ');
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
  server.close();
});

test('a data folder whose secrets are gone is left as it is, with a way on', async () => {
  const dataDir = path.join(home, 'stale');
  await mkdir(path.join(dataDir, 'postgres'), { recursive: true });
  await writeFile(path.join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
  const attempt = start(dataDir, port);
  expect(await attempt.ended).toBe(1);
  expect(attempt.output()).toContain('secrets.json is missing');
  expect(attempt.output()).toContain('mv ');
  expect(existsSync(path.join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true);
  expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(false);
});

test('from nothing to a desk that answers; killed, it is taken up again with nothing lost; stopped, nothing is left', {
  timeout: 900_000,
}, async () => {
  // A test run keeps what was prepared here, for the journeys.
  const dataDir = process.env.TEST_INSTANCE_DIR || path.join(home, 'whole');
  const first = start(dataDir, port);
  await untilReady(first);
  const health = await fetch(`http://localhost:${port}/api/health`);
  expect(health.status).toBe(200);
  expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const settings: unknown = JSON.parse(readFileSync(path.join(dataDir, 'run', 'settings.json'), 'utf8'));
  const { DATABASE_URL: url = '', CLUSTER_URL = '', SOURCE_URLS = '{}' } = settings as Record<string, string>;
  expectNoLogins(pidOf(dataDir, 'web'), [CLUSTER_URL, ...Object.values(JSON.parse(SOURCE_URLS) as object)]);
  await expectSecondWebServer(dataDir);

  const second = start(dataDir, await freePort());
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`as process ${first.child.pid}`);

  const worker = pidOf(dataDir, 'worker');
  process.kill(worker, 'SIGKILL');
  await until('the word of a restart', () => first.output().includes('starting it again'));
  await until('another worker', () => ![0, worker].includes(pidOf(dataDir, 'worker')));

  const web = pidOf(dataDir, 'web');
  const audit = await count(url);
  expect(audit).toBeGreaterThan(0);
  first.child.kill('SIGKILL');
  await until('the end of the web server', () => !lives(web));

  const from = clock.elapsed();
  const third = start(dataDir, port);
  await untilReady(third);
  process.stdout.write(`second start: ${Math.round(clock.elapsed() - from)} ms\n`);
  expect(third.output()).toContain('took over the PostgreSQL');
  expect(third.output()).not.toContain('added ');
  expect(await count(url)).toBe(audit);

  const pids = () => ['web', 'worker'].map((kind) => pidOf(dataDir, kind));
  await until('both pid files', () => !pids().includes(0));
  const children = pids();
  third.child.kill('SIGINT');
  expect(await third.ended).toBe(0);
  expect(third.output()).toContain('Everything is stopped.');
  expect(children.filter(lives)).toEqual([]);
  expect(readdirSync(path.join(dataDir, 'run'))).toEqual([]);
  await expect(count(url)).rejects.toThrow(/ECONNREFUSED/);
});

test.each(['web', 'worker'])('a %s of another release than the database says so and ends', async (kind) => {
  const { url, drop } = await createDatabase();
  const dataDir = path.join(home, `other-${kind}`);
  const child = spawn(process.execPath, ['--import', 'tsx', `bin/${kind}.ts`], {
    env: childEnvironment({
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      DATABASE_URL: url,
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(text).toMatch(/lacks migration 20261122091808_begin and \d+ more/);
  expect(readdirSync(path.join(dataDir, 'run'))).toEqual([]);
  await drop();
});

test.each(['web', 'worker'])(
  'a %s that is stopped before its database answers leaves no pid file',
  async (kind) => {
    const silent = createServer().listen(0);
    await once(silent, 'listening');
    const asked = once(silent, 'connection');
    const { port: nowhere } = silent.address() as AddressInfo;
    const dataDir = path.join(home, kind);
    const child = spawn(process.execPath, ['--import', 'tsx', `bin/${kind}.ts`], {
      env: childEnvironment({
        DATA_DIR: dataDir,
        PORT: String(await freePort()),
        DATABASE_URL: `postgres://nobody@127.0.0.1:${nowhere}/nothing`,
        NODE_ENV: 'production',
      }),
      stdio: 'ignore',
    });
    running.push(child);
    const ended = once(child, 'exit');
    await until('the pid file', () => pidOf(dataDir, kind) === child.pid);
    // Both ask first whether the database is of their release.
    await asked;
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(readdirSync(path.join(dataDir, 'run'))).toEqual([]);
    silent.close();
  },
);

/** The environment that a web server was started with holds neither these addresses nor a password of theirs. */
function expectNoLogins(pid: number, urls: string[]): void {
  expect(urls.length).toBeGreaterThan(1);
  if (!existsSync('/proc/self/environ')) return;
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
  expect(environment).toContain('DATABASE_URL=postgres');
  expect(environment).toContain('SANDBOX_SERVER=postgres');
  for (const url of urls) {
    expect(environment).not.toContain(url);
    expect(environment).not.toContain(new URL(url).password);
  }
}

/** `npm run web` beside `npm start`, with no setting but its port: its pages are those of the instance. */
async function expectSecondWebServer(dataDir: string): Promise<void> {
  const onPort = await freePort();
  const env = childEnvironment({
    DATA_DIR: dataDir,
    PORT: String(onPort),
    DATABASE_URL: '',
    CLUSTER_URL: '',
    SOURCE_URLS: '{}',
    NODE_ENV: 'production',
  });
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/web.ts'], { env, stdio: 'ignore' });
  running.push(child);
  const ended = once(child, 'exit');
  let answer: Response | null = null;
  while (!answer?.ok) {
    if (child.exitCode !== null) throw new Error('The second web server ended.');
    await clock.sleep(200);
    answer = await fetch(`http://localhost:${onPort}/api/health`).catch(() => null);
  }
  const page = await (await fetch(`http://localhost:${onPort}/sign-in`)).text();
  for (const { name } of demoPeople) expect(page).toContain(name);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}

async function count(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM "AuditEvent"');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
