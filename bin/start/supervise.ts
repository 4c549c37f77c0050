import { type ChildProcess, spawn } from 'node:child_process';
import { clock } from '@/lib/clock';
import { childEnvironment } from '@/lib/env';
import { say } from './steps';

/**
 * Keeps programs of ours running. One that ends unasked is started again, with a word about which and why, so that a
 * worker killed by the system costs seconds; one that keeps dying is a fault that no restart mends, and ends it all.
 *
 * Each child is a process group of its own: Ctrl-C in a terminal reaches every process of the foreground group, and the
 * children must end in order, by our word. A channel tells them when this process is gone without saying so.
 */

export type Program = {
  name: string;
  /** Arguments to node. */
  args: readonly string[];
  /** What this program's environment has beyond ours. */
  env?: Record<string, string>;
};

export type Supervisor = {
  /** Resolves with a sentence when a program kept dying. */
  gaveUp: Promise<string>;
  /** Asks every program to end, waits, and kills what has not ended after half a minute. Safe to call twice. */
  stop: () => Promise<void>;
};

const graceMs = 32_000;
const deathsAllowed = 5;
const deathsWithinMs = 60_000;
const restartAfterMs = 500;

/** Starts all programs. */
export function supervise(programs: readonly Program[]): Supervisor {
  const stopping = new AbortController();
  let giveUp: (sentence: string) => void = () => undefined;
  const gaveUp = new Promise<string>((resolve) => {
    giveUp = resolve;
  });
  const running = new Map<string, ChildProcess>();
  const keep = async (program: Program): Promise<void> => {
    const deaths: number[] = [];
    while (!stopping.signal.aborted) {
      const child = launch(program);
      running.set(program.name, child);
      const reason = await ended(child);
      running.delete(program.name);
      if (stopping.signal.aborted) return;
      deaths.push(clock.elapsed());
      const recent = deaths.filter((at) => at > clock.elapsed() - deathsWithinMs);
      if (recent.length >= deathsAllowed)
        return giveUp(
          `The ${program.name} ended ${recent.length} times within a minute, last with ${reason}.`,
        );
      say(`! the ${program.name} ended with ${reason}; starting it again`);
      await clock.sleep(restartAfterMs, stopping.signal);
    }
  };
  const keeping = programs.map(keep);
  return {
    gaveUp,
    stop: async () => {
      stopping.abort();
      for (const child of running.values()) child.kill('SIGTERM');
      const patience = setTimeout(() => {
        for (const child of running.values()) child.kill('SIGKILL');
      }, graceMs);
      await Promise.all(keeping);
      clearTimeout(patience);
    },
  };
}

function launch({ args, env }: Program): ChildProcess {
  return spawn(process.execPath, args, {
    env: childEnvironment(env),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}
