import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What must be there before any TypeScript of ours can run: the packages of the lock file and the generated database
 * client. Plain Node without dependencies, since on a fresh clone nothing else exists yet.
 *
 * Nothing is fetched but from the npm registry: Prisma's engine, which its own install script would download from
 * elsewhere, is not needed (see prisma.config.ts), so that script is told to stand back.
 */

const root = path.resolve(import.meta.dirname, '..');
const inRoot = (...parts) => path.join(root, ...parts);
const say = (text) => process.stdout.write(`${text}\n`);

/** Installs and generates whatever is missing or out of date; a few milliseconds when nothing is. */
export async function prepare() {
  refuseOldNode();
  if (!(await isInstalled())) {
    await timed('Installing the packages of package-lock.json (a minute or two)', () =>
      npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']),
    );
  }
  const wanted = await clientHash();
  const stamp = inRoot('node_modules', '.cache', 'sandgate', 'database-client');
  const isThere = existsSync(inRoot('lib', 'db', 'generated', 'client.ts'));
  if (isThere && (await readOrEmpty(stamp)) === wanted) return;
  await timed('Generating the database client from prisma/schema.prisma', () =>
    runQuietly(process.execPath, [inRoot('node_modules', 'prisma', 'build', 'index.js'), 'generate']),
  );
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} is too old; Sandgate needs 20.19 or later.`);
}

/** Whether node_modules holds every package of the lock file in its version; optional ones may be another platform's. */
async function isInstalled() {
  const [wanted, found] = await Promise.all([
    readPackages('package-lock.json'),
    readPackages(path.join('node_modules', '.package-lock.json')),
  ]);
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true;
    const there = found[place];
    if (!there) return entry.optional === true || entry.peer === true;
    return there.version === entry.version;
  });
}

async function readPackages(file) {
  const text = await readOrEmpty(inRoot(file));
  return text ? JSON.parse(text).packages : {};
}

/** Over the schema and the generator's version: either may change what is generated. */
async function clientHash() {
  const [schema, manifest] = await Promise.all([
    readFile(inRoot('prisma', 'schema.prisma'), 'utf8'),
    readFile(inRoot('node_modules', 'prisma', 'package.json'), 'utf8'),
  ]);
  return createHash('sha256').update(schema).update(JSON.parse(manifest).version).digest('hex');
}

/** npm as it called us, or the one on the path. */
function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return runQuietly(process.execPath, [cli, ...args]);
  return runQuietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/** Runs a program and shows what it printed only when it failed. */
function runQuietly(program, args) {
  const env = {
    ...process.env,
    CHECKPOINT_DISABLE: '1',
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = [];
    child.stdout.on('data', (chunk) => printed.push(chunk));
    child.stderr.on('data', (chunk) => printed.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(printed));
      reject(
        new Error(`${path.basename(program)} ${args.join(' ')} ended with ${code}; its output is above.`),
      );
    });
  });
}

async function timed(title, work) {
  const from = performance.now();
  say(`${title} …`);
  await work();
  say(`  done in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

async function readOrEmpty(file) {
  return readFile(file, 'utf8').catch(() => '');
}
