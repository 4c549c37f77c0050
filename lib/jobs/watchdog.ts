import { Worker } from 'node:worker_threads';
import { silentAfterMs } from './heartbeat';

/**
 * The last resort against poison jobs. A job that spins without ever yielding stops the heartbeat, the timeouts and the
 * answer to SIGTERM with it; one that eats memory ends in a kill by the system that may hit others first. A thread
 * watches the main thread from outside and ends the process: its jobs then go to another worker, one attempt poorer.
 *
 * Limit: a job that ends the process takes the other jobs of that process along; each of them loses an attempt.
 */

/** At two looks per silence: twice the silence after which the others have taken the jobs anyway. */
const looksBeforeDeath = 4;
const pulsesPerLook = 5;

/** A worker needs about 200 MB and copies in constant memory; at this size something is wrong. */
const memoryLimitBytes = 1_536 * 1024 * 1024;

/** Starts watching this process; returns what ends it. */
export function startWatchdog(): () => Promise<void> {
  const pulse = new SharedArrayBuffer(4);
  const beats = new Int32Array(pulse);
  const lookEveryMs = silentAfterMs() / 2;
  const timer = setInterval(() => Atomics.add(beats, 0, 1), lookEveryMs / pulsesPerLook);
  timer.unref();
  const workerData = { pulse, lookEveryMs, looksBeforeDeath, memoryLimitBytes };
  const thread = new Worker(new URL('./watchdog.worker.mjs', import.meta.url), { workerData, execArgv: [] });
  thread.unref();
  return async () => {
    clearInterval(timer);
    await thread.terminate();
  };
}
