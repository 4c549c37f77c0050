import pg from 'pg';
import { z } from 'zod';
import { clock } from '../clock';
import { databaseUrl } from '../db/client';
import { handle } from './handler';
import { defineJob } from './job';
import { startWorker } from './run-worker';
import { startWatchdog } from './watchdog';

/** A worker with well-behaved and poisonous jobs, run by tests as a process of its own so that it can be killed. */

const trace = new pg.Pool({ connectionString: databaseUrl(), max: 4 });
trace.on('error', () => undefined);
const record = (text: string) =>
  trace.query('INSERT INTO trace (text, pid, at) VALUES ($1, $2, clock_timestamp())', [text, process.pid]);

const payload = z.strictObject({ name: z.string(), ms: z.number().default(0) });

const define = (name: string, maxAttempts: number, timeoutMs?: number) =>
  defineJob({ name, payload, maxAttempts, ...(timeoutMs && { timeoutMs }) });

const handlers = [
  handle(define('work', 5), async ({ name, ms }, { signal }) => {
    await record(`start ${name}`);
    await clock.sleep(ms, signal);
    if (signal.aborted) throw new Error('asked to stop');
    await record(`end ${name}`);
  }),
  handle(define('stubborn', 5), async ({ name, ms }) => {
    await record(`start ${name}`);
    await clock.sleep(ms);
    await record(`end ${name}`);
  }),
  handle(define('throw', 2), () => Promise.reject(new Error('a secret value'))),
  handle(define('hang', 2, 500), () => new Promise(() => undefined)),
  handle(define('deadly', 3), async ({ name }, { isLast }) => {
    await record(`${isLast ? 'gave up' : 'start'} ${name}`);
    if (!isLast) process.exit(3);
  }),
  handle(define('exit', 2), async () => process.exit(3)),
  handle(define('spin', 1), async () => {
    for (;;) Math.sqrt(2);
  }),
  handle(define('memory', 2), async () => {
    const kept: number[][] = [];
    for (;;) kept.push(new Array<number>(1_000_000).fill(kept.length));
  }),
];

startWatchdog();
const worker = startWorker({ url: databaseUrl(), handlers, drainMs: 5_000 });
process.once('SIGTERM', async () => {
  await worker.stop();
  process.exit(0);
});
await worker.started;
process.stdout.write('started\n');
