import pg from 'pg';
import { z } from 'zod';
import { clock } from '../clock';
import { databaseUrl } from '../db/client';
import { defineJob, deliverable } from './job';
import { startWorker } from './run-worker';
import { startWatchdog } from './watchdog';

/** A worker with well-behaved and poisonous jobs, run by tests as a process of its own so that it can be killed. */

const trace = new pg.Pool({ connectionString: databaseUrl(), max: 4 });
trace.on('error', () => undefined);
const record = (text: string) =>
  trace.query('INSERT INTO trace (text, pid, at) VALUES ($1, $2, clock_timestamp())', [text, process.pid]);

const payload = z.strictObject({ name: z.string(), ms: z.number().default(0) });

const jobs = [
  defineJob({
    name: 'work',
    payload,
    maxAttempts: 5,
    run: async ({ name, ms }, { signal }) => {
      await record(`start ${name}`);
      await clock.sleep(ms, signal);
      if (signal.aborted) throw new Error('asked to stop');
      await record(`end ${name}`);
    },
  }),
  defineJob({
    name: 'stubborn',
    payload,
    maxAttempts: 5,
    run: async ({ name, ms }) => {
      await record(`start ${name}`);
      await clock.sleep(ms);
      await record(`end ${name}`);
    },
  }),
  defineJob({
    name: 'throw',
    payload,
    maxAttempts: 2,
    run: () => Promise.reject(new Error('a secret value')),
  }),
  defineJob({
    name: 'hang',
    payload,
    maxAttempts: 2,
    timeoutMs: 500,
    run: () => new Promise(() => undefined),
  }),
  defineJob({
    name: 'deadly',
    payload,
    maxAttempts: 3,
    run: async ({ name }, { isLast }) => {
      await record(`${isLast ? 'gave up' : 'start'} ${name}`);
      if (!isLast) process.exit(3);
    },
  }),
  defineJob({ name: 'exit', payload, maxAttempts: 2, run: async () => process.exit(3) }),
  defineJob({
    name: 'spin',
    payload,
    maxAttempts: 1,
    run: async () => {
      for (;;) Math.sqrt(2);
    },
  }),
  defineJob({
    name: 'memory',
    payload,
    maxAttempts: 2,
    run: async () => {
      const kept: number[][] = [];
      for (;;) kept.push(new Array<number>(1_000_000).fill(kept.length));
    },
  }),
];

startWatchdog();
const worker = startWorker({ url: databaseUrl(), jobs: jobs.map((job) => deliverable(job)), drainMs: 5_000 });
process.once('SIGTERM', async () => {
  await worker.stop();
  process.exit(0);
});
await worker.started;
process.stdout.write('started\n');
