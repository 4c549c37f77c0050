import { readFileSync } from 'node:fs';

/**
 * Processor seconds, which stay comparable on a machine that others use at the same time, where seconds of the clock do
 * not. Linux alone: they are read from /proc.
 *
 * A server's total is exact, since the postmaster inherits what its ended children used. How it divides between the
 * source's and the target's sessions is sampled five times a second by the names that PostgreSQL gives its processes, so
 * a session that lived shorter counts as the server's own.
 */
export type CpuUse = {
  /** Of this process, with its threads. */
  node: number;
  /** Of programs that this process ran and waited for. */
  tools: number;
  source: number;
  target: number;
  /** Checkpointer, writers, helpers of parallel statements, short sessions. */
  server: number;
};

export type Used = CpuUse & {
  total: number;
  /** The most sessions that the source's database had at one time. */
  sourceSessions: number;
};

/** Kernel ticks in a second, as every Linux of the last decades has them. */
const ticks = 100;
const sampleMs = 200;

type Stat = { own: number; children: number };

/** Fields 14 to 17 of proc_pid_stat(5); the name in field 2 may hold anything. */
function readStat(pid: number | 'self'): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (field: number) => Number(fields[field - 3]) / ticks;
    return { own: at(14) + at(15), children: at(16) + at(17) };
  } catch {
    return null;
  }
}

/** Processor seconds of a process so far, to the nanosecond, from the scheduler's own count; 0 where there is none. */
export function processorSeconds(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e9;
  } catch {
    return 0;
  }
}

function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

/** PostgreSQL's processes all are children of the first one, and have none of their own. */
function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

/** Processor seconds of each kind since the meter was made; `settle` waits for ended processes to be counted. */
export type CpuMeter = { read: () => Used; settle: () => Promise<Used>; stop: () => void };

type Seen = { side: 'source' | 'target' | 'server'; began: number; now: number };

/** How long a server may take to notice that a session of its own has ended. */
const settleMs = 150;

/** Begins to measure the server of this postmaster, this process and its programs. `stop` ends the sampling. */
export function meterCpu(postmaster: number, names: { source: string; target: string }): CpuMeter {
  const seen = new Map<number, Seen>();
  let sourceSessions = 0;
  const sideOf = (title: string) => {
    if (title.includes(` ${names.source} `)) return 'source';
    return title.includes(` ${names.target} `) ? 'target' : 'server';
  };
  const sample = (isFirst = false) => {
    let inSource = 0;
    for (const pid of childrenOf(postmaster)) {
      const now = readStat(pid)?.own ?? 0;
      const known = seen.get(pid);
      const side = sideOf(titleOf(pid));
      if (side === 'source') inSource += 1;
      const began = known?.began ?? (isFirst ? now : 0);
      seen.set(pid, { side: side === 'server' ? (known?.side ?? side) : side, began, now });
    }
    sourceSessions = Math.max(sourceSessions, inSource);
  };
  const start = totals(postmaster);
  // A process that has ended and not been inherited yet is in neither sum for a moment.
  let most = start.server;
  sample(true);
  const sampler = setInterval(() => sample(), sampleMs);
  const read = (): Used => {
    sample();
    const end = totals(postmaster);
    most = Math.max(most, end.server);
    const by = { source: 0, target: 0, server: 0 };
    for (const { side, began, now } of seen.values()) by[side] += now - began;
    const server = most - start.server - by.source - by.target;
    const node = end.node - start.node;
    const tools = end.tools - start.tools;
    return { ...by, server, node, tools, total: node + tools + most - start.server, sourceSessions };
  };
  return {
    read,
    settle: async () => {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      return read();
    },
    stop: () => clearInterval(sampler),
  };
}

function totals(postmaster: number): { node: number; tools: number; server: number } {
  const own = readStat('self') ?? { own: 0, children: 0 };
  const server = readStat(postmaster) ?? { own: 0, children: 0 };
  const living = childrenOf(postmaster).reduce((sum, pid) => sum + (readStat(pid)?.own ?? 0), 0);
  return { node: own.own, tools: own.children, server: server.own + server.children + living };
}
