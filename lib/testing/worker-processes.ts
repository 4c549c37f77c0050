import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, inject } from 'vitest';
import { clock } from '../clock';
import { db } from '../db/client';
import { childEnvironment, env } from '../env';
import type { BuiltProgram } from './built-programs';

/**
 * Workers as they run in production, each a process of its own, so that they can be killed with SIGKILL and frozen with
 * SIGSTOP. What they log, at the most talkative level, is kept until the end of the file's tests, and after a failed test in
 * test-results/workers.
 */
export type WorkerProcesses = {
  /** Starts some more and returns once they take jobs. `concurrency` is how many jobs each runs at once. */
  start: (count: number, concurrency?: number) => Promise<void>;
  /** Starts one more without waiting for it; `concurrency` as above. */
  startSoon: (concurrency?: number) => ChildProcess;
  /** The living process that holds an operation's lease; undefined when none does. */
  holderOf: (operationId: string) => Promise<ChildProcess | undefined>;
  /** Everything that all of them have written so far. */
  log: () => string;
};

/** The file to start one of the run's bundled programs from. */
export function builtProgram(name: BuiltProgram): string {
  return path.join(inject('programsFolder'), `${name}.mjs`);
}

const keptLogs = path.join('test-results', 'workers');

/** Call at the top of a test file; ends every worker after its tests. */
export function useWorkerProcesses(): WorkerProcesses {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'sandgate-workers-'));
  const logFile = path.join(dataDir, 'workers.log');
  const workers: ChildProcess[] = [];
  const isAlive = (worker: ChildProcess) => worker.exitCode === null && !worker.killed;

  afterAll(() => {
    for (const worker of workers) worker.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(({ task, onTestFailed }) =>
    onTestFailed(() => {
      if (!existsSync(logFile)) return;
      mkdirSync(keptLogs, { recursive: true });
      copyFileSync(logFile, path.join(keptLogs, `${task.name.replace(/\W+/g, '-').slice(0, 80)}.log`));
    }),
  );

  const spawnOne = (concurrency: number) => {
    const { CLUSTER_URL = '', SOURCE_URLS } = env();
    const output = openSync(logFile, 'a');
    const worker = spawn(process.execPath, [builtProgram('worker')], {
      env: childEnvironment({
        DATA_DIR: dataDir,
        WORKER_CONCURRENCY: String(concurrency),
        CLUSTER_URL,
        SOURCE_URLS: JSON.stringify(SOURCE_URLS),
        LOG_LEVEL: 'trace',
      }),
      stdio: ['ignore', output, output],
    });
    workers.push(worker);
    return worker;
  };
  return {
    start: async (count, concurrency = 1) => {
      const pids = Array.from({ length: count }, () => spawnOne(concurrency).pid ?? 0);
      const beating = () => db().heartbeat.count({ where: { kind: 'worker', pid: { in: pids } } });
      while ((await beating()) < count) await clock.sleep(100);
    },
    startSoon: (concurrency = 1) => spawnOne(concurrency),
    holderOf: async (operationId) => {
      const { leaseOwner } = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
      const beat = leaseOwner && (await db().heartbeat.findUnique({ where: { id: leaseOwner } }));
      return workers.find((worker) => beat && worker.pid === beat.pid && isAlive(worker));
    },
    log: () => readFileSync(logFile, 'utf8'),
  };
}
