import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createId } from '@/lib/ids';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { proveSnapshot } from '@/lib/provisioning/proof/prove-snapshot';
import { copySnapshot } from '@/lib/provisioning/snapshot/copy-snapshot';
import { copyBySnaplet } from './copy-by-snaplet';
import type { CpuMeter, Used } from './cpu';
import { type NativeCluster, run } from './native-cluster';

/** One way of getting a tenant's schema from the database `source` into the empty database `target`. */
export type Contender = {
  name: string;
  run: (target: string, cpu: CpuMeter) => Promise<Run>;
};

/** Seconds of the clock, and what was used until the moment that they end. */
export type Part = { seconds: number; used: Used };

export type Run = {
  copy: Part;
  proof?: Part;
  /** Of our own copies: the phases in their order. */
  phases?: { phase: string; part: Part }[];
  /** How long the source's snapshot was held, and for how long the copy needed it. */
  heldSeconds?: number;
};

export type ContenderInput = {
  cluster: NativeCluster;
  source: string;
  masked: ScrubPlan;
  kept: ScrubPlan;
  jobs: number;
};

const now = () => performance.now() / 1_000;

async function timed(cpu: CpuMeter, work: () => Promise<unknown>): Promise<Run> {
  const began = now();
  await work();
  const seconds = now() - began;
  return { copy: { seconds, used: await cpu.settle() } };
}

/** Ours, with the certificate timed by itself. */
function ours(
  name: string,
  plan: ScrubPlan,
  { cluster, source, jobs }: ContenderInput,
  isProven: boolean,
): Contender {
  return {
    name,
    run: async (target, cpu) => {
      const sides = { source: { url: cluster.url(source) }, target: { url: cluster.url(target) } };
      const clock = phaseClock(cpu);
      const report = await copySnapshot(plan, {
        ...sides,
        jobs,
        key: randomBytes(32),
        onProgress: (progress) => {
          if (progress.kind === 'phase') clock.enter(progress.phase);
        },
        beforeRelease: async ({ snapshotId }) => {
          if (!isProven) return;
          const certificate = await proveSnapshot(plan, { ...sides, snapshotId, jobs });
          clock.enter('releasing');
          if (!certificate.passed) throw new Error(certificate.failures.join('\n'));
        },
      });
      const phases = await clock.end();
      const proof = phases.find(({ phase }) => phase === 'proof')?.part;
      const parts = phases.filter(({ phase }) => phase !== 'proof').map(({ part }) => part);
      return {
        copy: parts.reduce(addParts),
        ...(proof && isProven ? { proof } : {}),
        phases,
        heldSeconds: report.heldMs / 1_000,
      };
    },
  };
}

/** What each phase took, from its beginning to that of the next one. */
function phaseClock(cpu: CpuMeter) {
  const phases: { phase: string; part: Part }[] = [];
  let phase = 'connecting';
  let began = { at: now(), used: cpu.read() };
  const enter = (next: string) => {
    const here = { at: now(), used: cpu.read() };
    phases.push({ phase, part: { seconds: here.at - began.at, used: differenceOf(here.used, began.used) } });
    phase = next;
    began = here;
  };
  const end = async () => {
    const last = { seconds: now() - began.at, used: differenceOf(await cpu.settle(), began.used) };
    return [...phases, { phase, part: last }];
  };
  return { enter, end };
}

const kinds = ['node', 'tools', 'source', 'target', 'server', 'total'] as const;

function combine(left: Used, right: Used, sign: 1 | -1): Used {
  const result = { ...left, sourceSessions: Math.max(left.sourceSessions, right.sourceSessions) };
  for (const kind of kinds) result[kind] = left[kind] + sign * right[kind];
  return result;
}

const differenceOf = (end: Used, start: Used): Used => combine(end, start, -1);
const addParts = (left: Part, right: Part): Part => ({
  seconds: left.seconds + right.seconds,
  used: combine(left.used, right.used, 1),
});

function pipe({ cluster, source }: ContenderInput): Contender {
  return {
    name: 'pg_dump | psql',
    run: (target, cpu) =>
      timed(cpu, () =>
        piped(
          [cluster.program('pg_dump'), ['-d', cluster.url(source)]],
          [cluster.program('psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', cluster.url(target)]],
        ),
      ),
  };
}

function parallel({ cluster, source, jobs }: ContenderInput): Contender {
  return {
    name: `pg_dump -Fd -j${jobs} -Z0, pg_restore -j${jobs}`,
    run: (target, cpu) =>
      timed(cpu, async () => {
        const folder = path.join(os.tmpdir(), `sandgate-dump-${createId()}`);
        try {
          const dump = ['-Fd', `-j${jobs}`, '-Z0', '-f', folder, '-d', cluster.url(source)];
          await run(cluster.program('pg_dump'), dump);
          await run(cluster.program('pg_restore'), [`-j${jobs}`, '-d', cluster.url(target), folder]);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }),
  };
}

function pgcopydb({ cluster, source, jobs }: ContenderInput): Contender {
  return {
    name: `pgcopydb clone, ${jobs} jobs`,
    run: (target, cpu) =>
      timed(cpu, async () => {
        const folder = path.join(os.tmpdir(), `sandgate-pgcopydb-${createId()}`);
        const addresses = ['--source', cluster.url(source), '--target', cluster.url(target), '--dir', folder];
        const work = ['--table-jobs', String(jobs), '--index-jobs', String(jobs)];
        try {
          await run('pgcopydb', ['clone', ...addresses, ...work, '--not-consistent'], {
            stdio: 'ignore',
          });
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }),
  };
}

function snaplet({ cluster, source, masked }: ContenderInput, program: string): Contender {
  return {
    name: '@snaplet/snapshot, same masks',
    run: (target, cpu) => timed(cpu, () => copyBySnaplet(program, { cluster, source, target, plan: masked })),
  };
}

/** Two programs with a pipe between them that does not pass through this process. */
async function piped(from: [string, string[]], to: [string, string[]]): Promise<void> {
  const writer = spawn(from[0], from[1], { stdio: ['ignore', 'pipe', 'ignore'] });
  const reader = spawn(to[0], to[1], { stdio: [writer.stdout, 'ignore', 'ignore'] });
  // Our own copy of the reading end would keep the writer alive after the reader has died.
  writer.stdout.destroy();
  await Promise.all([ended(writer), ended(reader)]);
}

/** Resolves when a program has ended well; its output may still be read by another. */
function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${child.spawnfile} ended with ${code}`)),
    );
  });
}

/** Names of our own contenders, for computing ratios. */
export const oursMasked = 'Sandgate, masked';
export const oursKept = 'Sandgate, nothing masked';

/** Programs of others that are compared with where they are at hand; PostgreSQL's own come with the server. */
export type OptionalTools = {
  pgcopydb: boolean;
  /** Path of the program `snapshot` of the npm package @snaplet/snapshot. */
  snaplet?: string | undefined;
};

/** All that can run here. */
export function contenders(input: ContenderInput, tools: OptionalTools): Contender[] {
  return [
    ours(oursMasked, input.masked, input, true),
    ours(oursKept, input.kept, input, false),
    pipe(input),
    parallel(input),
    ...(tools.pgcopydb ? [pgcopydb(input)] : []),
    ...(tools.snaplet ? [snaplet(input, tools.snaplet)] : []),
  ];
}
