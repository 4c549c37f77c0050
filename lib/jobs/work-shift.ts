import { EventEmitter } from 'node:events';
import { type JobHelpers, Logger, type Runner, run, type TaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { clock } from '../clock';
import { endsWhenFrozen } from '../db/client';
import { log } from '../log';
import { deferred } from './deferred';
import { deliverJob, giveBack, type Shift } from './deliver-job';
import type { JobHandler } from './handler';
import { beatEveryMs, type Heartbeat, startHeartbeat } from './heartbeat';
import { sweepSilentWorkers } from './sweep';

/**
 * One shift of a worker: one pool of Graphile Worker, one id that locks its jobs, one heartbeat under that id.
 *
 * LISTEN brings new jobs within milliseconds; polling once a second brings retries and what the sweep released.
 */

export type ShiftOptions = {
  url: string;
  handlers: readonly JobHandler[];
  concurrency: number;
  drainMs: number;
  /** Called once the heartbeat is in the database and jobs are taken. */
  onStart: () => void;
};

/** How a shift ended: asked to stop, taken for dead, or the queue's own pool gave up (no database for a while). */
type End = 'stopping' | 'lost' | 'gave up';

/**
 * Works until `stopping` aborts or this worker is lost; leaves no lock, no heartbeat and no connection behind. Rejects
 * when the database cannot be reached at its start.
 */
export async function workShift(options: ShiftOptions, stopping: AbortSignal): Promise<void> {
  const shift = new AbortController();
  const registered = deferred<void>();
  const ended = deferred<End>();
  const pool = openPool(options);
  stopping.addEventListener('abort', () => ended.resolve('stopping'), { once: true });
  if (stopping.aborted) ended.resolve('stopping');
  let heartbeat: Heartbeat | undefined;
  try {
    const tasks = taskList(options.handlers, { signal: shift.signal, registered: registered.promise });
    const { runner, workerId } = await startRunner(pool, tasks, options);
    const giveUp = () => ended.resolve('gave up');
    runner.promise.then(giveUp, giveUp);
    const onLost = () => ended.resolve('lost');
    heartbeat = await startHeartbeat({ url: options.url, id: workerId, kind: 'worker', onLost });
    void heartbeat.arrived.then(registered.resolve).then(options.onStart);
    const sweeping = sweepUntil(shift.signal, pool, heartbeat.isSteady);
    const end = await ended.promise;
    log.info({ workerId, end }, 'the shift ends');
    shift.abort(end === 'stopping' ? 'stopping' : 'lost');
    await sweeping;
    await drain(runner, pool, workerId, end === 'stopping' ? options.drainMs : 0);
  } finally {
    await heartbeat?.stop();
    await closePool(pool);
  }
}

/** The queue's own sessions. One that is frozen in the middle of a sweep must not keep its turn. */
export function openPool({ url, concurrency }: Pick<ShiftOptions, 'url' | 'concurrency'>): pg.Pool {
  const limits = { max: concurrency + 3, connectionTimeoutMillis: 10_000, options: endsWhenFrozen };
  const pool = new pg.Pool({ connectionString: url, application_name: 'sandgate queue', ...limits });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * A session that hangs must not keep the worker from its next shift. A job that goes on after its shift has nobody to
 * tell how it ended: the queue has given it to another worker. It waits for a connection that never comes, since a pool
 * that refuses one would end this process from inside the queue's own code.
 */
async function closePool(pool: pg.Pool): Promise<void> {
  Object.assign(pool, { connect: () => new Promise<never>(() => undefined) });
  await Promise.race([pool.end().catch(() => undefined), clock.sleep(2_000)]);
}

async function startRunner(
  pool: pg.Pool,
  tasks: TaskList,
  { concurrency, drainMs }: ShiftOptions,
): Promise<{ runner: Runner; workerId: string }> {
  const events = new EventEmitter();
  const created = deferred<string>();
  events.once('pool:create', (event: { workerPool: WorkerPool }) => created.resolve(event.workerPool.id));
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency,
    events,
    noHandleSignals: true,
    pollInterval: 1_000,
    gracefulShutdownAbortTimeout: drainMs,
    logger: quietLogger,
    parsedCronItems: [],
  });
  return { runner, workerId: await created.promise };
}

function taskList(handlers: readonly JobHandler[], shift: Shift): TaskList {
  return Object.fromEntries(
    handlers.map((handler) => [
      handler.job.name,
      (payload: unknown, helpers: JobHelpers) => deliverJob(handler, payload, helpers, shift),
    ]),
  );
}

/** Waits for running jobs, at most `drainMs`, then unlocks what is left, each with its attempt given back. */
async function drain(runner: Runner, pool: pg.Pool, workerId: string, drainMs: number): Promise<void> {
  const stopped = runner.stop().catch(() => undefined);
  await Promise.race([stopped, clock.sleep(drainMs)]);
  const query = <R extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
    pool.query<R>(text, values);
  const held = 'SELECT "id" FROM graphile_worker._private_jobs WHERE "locked_by" = $1';
  try {
    const { rows } = await pool.query<{ id: string }>(held, [workerId]);
    const ids = rows.map((row) => row.id);
    if (ids.length > 0) await giveBack({ query }, ids, workerId);
  } catch (error) {
    log.warn({ error }, 'could not unlock the last jobs; the others will, once this worker is silent');
  }
}

async function sweepUntil(signal: AbortSignal, pool: pg.Pool, mayJudge: () => boolean): Promise<void> {
  while (!signal.aborted) {
    await clock.sleep(beatEveryMs(), signal);
    if (signal.aborted || !mayJudge()) continue;
    await sweep(pool).catch((error: unknown) => log.warn({ error }, 'a sweep failed; the next one is soon'));
  }
}

async function sweep(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const swept = await sweepSilentWorkers(client);
    if (swept.workers.length > 0) log.warn(swept, 'released the jobs of silent workers');
  } finally {
    client.release();
  }
}

/** Graphile Worker's words about itself. What it says about single jobs may quote rows; deliver-job.ts speaks of those. */
const quietLogger = new Logger((scope) => (level, message) => {
  if (scope.taskIdentifier || message.includes(' with error ')) return;
  if (level === 'error') log.error({ queue: message }, 'queue');
  else if (level === 'warning') log.warn({ queue: message }, 'queue');
  else log.debug({ queue: message }, 'queue');
});
