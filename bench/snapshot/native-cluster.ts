import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * A throw-away PostgreSQL of the system's own packages, because the tools to compare with (`pg_dump`, `pg_restore`,
 * `psql`) have to be of the server's version or newer. One server holds sources and targets of all contenders, so all
 * have the same settings.
 */
export type NativeCluster = {
  version: string;
  /** Process number of the server's first process. */
  postmaster: number;
  /** URL of a database of this cluster. */
  url: (database: string) => string;
  /** Path of a program of the same packages. */
  program: (name: string) => string;
  stop: () => Promise<void>;
};

/** Room for the caches, for building indexes and for a gigabyte of changes between checkpoints, for everyone alike. */
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=1GB',
  'maintenance_work_mem=256MB',
  'max_wal_size=8GB',
  'checkpoint_timeout=30min',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'max_connections=50',
];

/** Starts it in a folder of its own under the temporary folder. Throws when no PostgreSQL is installed. */
export async function startNativeCluster(): Promise<NativeCluster> {
  const { version, bin } = findBinaries();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-bench-'));
  await chmod(folder, 0o755);
  const owner = await findOwner();
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
  if (owner) await chown(dataDir, owner.uid, owner.gid);
  const asOwner: SpawnOptions = { cwd: '/', stdio: 'ignore', ...owner };
  const initdb = ['-D', dataDir, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'];
  await run(path.join(bin, 'initdb'), initdb, asOwner);
  const port = await freePort();
  const configuration = [...settings, `port=${port}`]
    .map((each) => `${each.replace('=', " = '")}'\n`)
    .join('');
  await writeFile(path.join(dataDir, 'postgresql.auto.conf'), configuration);
  const control = (action: string[]) =>
    run(path.join(bin, 'pg_ctl'), [...action, '-D', dataDir, '-w'], asOwner);
  await control(['start', '-l', path.join(dataDir, 'server.log')]);
  const [pid] = (await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    version,
    postmaster: Number(pid),
    url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    program: (name) => path.join(bin, name),
    stop: async () => {
      await control(['stop', '-m', 'immediate']);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): { version: string; bin: string } {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root).sort((left, right) => Number(right) - Number(left))
    : [];
  for (const version of versions) {
    const bin = path.join(root, version, 'bin');
    if (
      ['initdb', 'pg_ctl', 'pg_dump', 'pg_restore', 'psql'].every((name) => existsSync(path.join(bin, name)))
    )
      return { version, bin };
  }
  throw new Error(
    'No PostgreSQL server with pg_dump is installed under /usr/lib/postgresql; nothing to compare with.',
  );
}

/** PostgreSQL refuses to run as root. */
async function findOwner(): Promise<{ uid: number; gid: number } | null> {
  if (os.userInfo().uid !== 0) return null;
  const id = async (flag: string) => Number(await output('id', [flag, 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
}

function output(program: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part) => {
      text += String(part);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}`)),
    );
  });
}

/** Runs a program to its end; rejects when it fails. */
export function run(program: string, args: string[], options: SpawnOptions = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
