import { workerData } from 'node:worker_threads';

/**
 * Runs in a thread of its own beside a worker and kills the whole process when the main thread stands still, or when
 * memory runs away. See watchdog.ts for the reasons. Looks are counted, not time: a process that was frozen and woken
 * as a whole is not mistaken for one whose main thread hangs.
 */
const { pulse, lookEveryMs, looksBeforeDeath, memoryLimitBytes } = workerData;
const beats = new Int32Array(pulse);
let last = Atomics.load(beats, 0);
let looks = 0;

const die = (reason) => {
  process.stderr.write(`${reason}; the worker ends itself.\n`);
  process.kill(process.pid, 'SIGKILL');
};

setInterval(() => {
  const now = Atomics.load(beats, 0);
  looks = now === last ? looks + 1 : 0;
  last = now;
  if (looks >= looksBeforeDeath) die('A job has held the main thread for too long');
  if (process.memoryUsage.rss() > memoryLimitBytes) die('A job has taken too much memory');
}, lookEveryMs);
