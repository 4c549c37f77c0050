import { clock } from '@/lib/clock';

/** Signals that arrive together count as one. */
const echoMs = 2_000;

/**
 * Like `endWith`, for a program that comes by what it must give back bit by bit: each thing is told to the function that
 * this returns as soon as it is there, and given back in the reverse order. Call it before anything outlives the process,
 * such as a pid file: until then a signal ends the process by the system's own way, which runs no code of ours.
 */
export function endLastFirst(): (stop: Stop) => void {
  const { add, stopAll } = lastFirst();
  endWith(stopAll);
  return add;
}

type Stop = () => Promise<unknown>;

/** Things to give back, the last that was added first. What was given back is not given back again. */
export function lastFirst(): { add: (stop: Stop) => void; stopAll: () => Promise<void> } {
  const stops: Stop[] = [];
  return {
    add: (stop) => {
      stops.push(stop);
    },
    stopAll: async () => {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
}

/**
 * Ends this process in order when it is asked to (SIGTERM, SIGINT, SIGHUP), or when the program that started it and
 * holds its channel is gone. `stop` must give everything back; after `graceMs` the process ends without it. A second
 * signal ends it at once, but not one that follows on the heels of the first: on Ctrl-C a terminal and npm both send one.
 */
export function endWith(stop: () => Promise<void>, graceMs = 30_000): void {
  let since: number | null = null;
  const end = async (): Promise<void> => {
    if (since !== null) {
      if (clock.elapsed() - since > echoMs) process.exit(1);
      return;
    }
    since = clock.elapsed();
    setTimeout(() => process.exit(1), graceMs).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end());
  process.once('disconnect', () => void end());
  // Gone while we were still loading; undefined where there never was a channel.
  if (process.connected === false) void end();
}
