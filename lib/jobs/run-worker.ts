import { clock } from '../clock';
import { log } from '../log';
import { deferred } from './deferred';
import type { JobHandler } from './handler';
import { workShift } from './work-shift';

/**
 * A worker: takes jobs from the queue within milliseconds of their commit, runs a few at once, and looks after the jobs
 * of other workers that died. Any number of workers may run at any time.
 *
 * It works in shifts (work-shift.ts). A shift ends when the worker is asked to stop, when the database stays away, or
 * when the others took this worker for dead; then a new one starts under a new id, since the old one's locks may have
 * been given away.
 */

export type WorkerOptions = {
  /** The control database. */
  url: string;
  handlers: readonly JobHandler[];
  /** Jobs at once in this process. */
  concurrency?: number;
  /** How long running jobs may go on once the worker is asked to stop, before they are given back unfinished. */
  drainMs?: number;
};

export type RunningWorker = {
  /** Resolves once the first shift takes jobs. */
  started: Promise<void>;
  /** Takes no more jobs, waits for those that run, gives back what does not end in time. Safe to call twice. */
  stop: () => Promise<void>;
};

/** Four: most of a job is waiting for PostgreSQL. 25 s: supervisors kill after 30. */
const defaults = { concurrency: 4, drainMs: 25_000 };

/** Between two shifts: the database may need a moment to come back. */
const pauseMs = 1_000;

/** Starts working and goes on until it is stopped; an unreachable database is waited for. Never rejects. */
export function startWorker(options: WorkerOptions): RunningWorker {
  const stopping = new AbortController();
  const { promise: started, resolve: markStarted } = deferred<void>();
  const shiftOptions = { ...defaults, ...options, onStart: () => markStarted() };
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await workShift(shiftOptions, stopping.signal);
      } catch (error) {
        log.error({ error }, 'a shift ended early; the next one begins');
      }
      if (!stopping.signal.aborted) await clock.sleep(pauseMs, stopping.signal);
    }
  };
  const working = work();
  return {
    started,
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}
