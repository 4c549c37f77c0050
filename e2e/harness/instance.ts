import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { assertLogsHoldNothing, serverLogs } from '@/lib/testing/read-logs';

/**
 * An instance as `npm start` makes it, on a port of its own, and on a data folder of its own unless TEST_INSTANCE_DIR names
 * one that is prepared.
 */
export type Instance = {
  url: string;
  dataDir: string;
  /** Stops it in order, reads what it and its server logged, and removes its data. Rejects where a log holds a secret or a planted word. */
  stop: () => Promise<void>;
};

const secretsIn = (json: string) => Object.values(z.record(z.string(), z.string()).parse(JSON.parse(json)));

/** A first start fills the demo and may have to build; shared machines are slow. */
const patienceMs = 10 * 60_000;

/** Starts an instance and resolves once it says that it is ready; its output goes to `logFile`. */
export async function startInstance(logFile: string): Promise<Instance> {
  const dataDir = process.env.TEST_INSTANCE_DIR || (await mkdtemp(path.join(os.tmpdir(), 'sandgate-e2e-')));
  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o755);
  await mkdir(path.dirname(logFile), { recursive: true });
  const port = await freePort();
  const { DATABASE_URL: _, CLUSTER_URL: __, SOURCE_URLS: ___, ...inherited } = process.env;
  const env = { ...inherited, DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://localhost:${port}` };
  const child = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  await ready(child, logFile);
  return {
    url: `http://localhost:${port}`,
    dataDir,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      const secrets = await readFile(path.join(dataDir, 'secrets.json'), 'utf8').then(secretsIn);
      await assertLogsHoldNothing([logFile, ...serverLogs(path.join(dataDir, 'postgres'))], secrets);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function ready(child: ChildProcess, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason: string) =>
      reject(new Error(`The instance ${reason}; see ${logFile}.\n${output.slice(-2_000)}`));
    const timer = setTimeout(() => fail('was not ready in time'), patienceMs);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Sandgate is ready')) return;
      clearTimeout(timer);
      resolve();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
