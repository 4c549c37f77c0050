import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { readCatalogue } from '@/lib/provisioning/catalogue/catalogue';
import { planOf } from '@/lib/provisioning/snapshot/plan-of.fixture';
import { writeSection } from './results/write-section';
import { type Contender, contenders, type OptionalTools, type Part, type Run } from './snapshot/contenders';
import { meterCpu } from './snapshot/cpu';
import { type Layout, layouts } from './snapshot/layouts';
import { type NativeCluster, startNativeCluster } from './snapshot/native-cluster';
import { cutLines, describe, goalLines, type Measured } from './snapshot/report';

/**
 * How fast a masked, proven copy is, against copying without masks by PostgreSQL's own tools and, where they are at
 * hand, by others. It builds its own sources, runs all contenders in turn on one server, several times over, and
 * prints ratios; seconds are those of the machine at that hour.
 */

const usage = `npm run bench -- snapshot [--scale 1] [--pairs 5] [--minutes 8] [--layout NAME]… [--jobs 2] [--contender TEXT]…
                              [--snaplet PROGRAM] [--out FILE]

  --scale          1 is 5 million rows and about 1 GB in each layout
  --pairs          repetitions of every contender, in turn
  --minutes        no further repetition begins that would end later than this, but there is one of each layout
  --layout         one of ${layouts.map((layout) => layout.name).join(', ')}, or all; ${layouts[0]?.name} when left out
  --contender      those whose name holds this text; all when left out
  --snaplet        path of the program "snapshot" of npm's @snaplet/snapshot, which is left out otherwise
  --out            the file to write, docs/benchmarks.md when left out; "-" writes none`;

/** Runs it; 0 whether goals are reached or not, since the table says which. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: '1' },
      pairs: { type: 'string', default: '5' },
      minutes: { type: 'string', default: '8' },
      layout: { type: 'string', multiple: true },
      jobs: { type: 'string', default: '2' },
      contender: { type: 'string', multiple: true },
      snaplet: { type: 'string' },
      out: { type: 'string', default: 'docs/benchmarks.md' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [scale, pairs, jobs] = [Number(values.scale), Number(values.pairs), Number(values.jobs)];
  const wanted = values.layout ?? layouts.slice(0, 1).map(({ name }) => name);
  const chosen = layouts.filter(({ name }) => wanted.includes(name) || wanted.includes('all'));
  const endsAt = performance.now() + Number(values.minutes) * 60_000;
  const { snaplet } = values;
  if (snaplet && !isInstalled(snaplet)) throw new Error(`There is no program "${snaplet}" that runs.`);
  const tools = { pgcopydb: isInstalled('pgcopydb'), snaplet };
  const cluster = await startNativeCluster();
  try {
    const measured: Measured[] = [];
    for (const layout of chosen) {
      measured.push(
        await measure(cluster, layout, { scale, pairs, jobs, tools, endsAt, only: values.contender }),
      );
      const setup = setupOf(cluster, { scale, pairs, jobs, tools });
      // Written after each layout, so that hours of measuring survive whatever stops the next one.
      const table = describe(measured, setup, jobs);
      process.stdout.write(`\n${table}`);
      if (values.out !== '-')
        await writeSection(values.out, '## Masked snapshot', 'npm run bench -- snapshot', table);
    }
    process.stdout.write(`\n${goalLines(measured, jobs).join('\n')}\n`);
    process.stdout.write(
      cutLines(measured, { scale, pairs, left: layouts.filter((each) => !chosen.includes(each)) }),
    );
    return 0;
  } finally {
    await cluster.stop();
  }
}

type Options = {
  scale: number;
  pairs: number;
  jobs: number;
  tools: OptionalTools;
  /** When the last repetition should have ended, by `performance.now()`. */
  endsAt: number;
  only?: string[] | undefined;
};

type SetupOptions = Pick<Options, 'scale' | 'pairs' | 'jobs' | 'tools'>;

/** What the figures depend on, in a sentence. */
function setupOf(cluster: NativeCluster, { scale, pairs, jobs, tools }: SetupOptions): string {
  const load = os.loadavg()[0] ?? 0;
  const absent = [tools.pgcopydb ? [] : ['pgcopydb'], tools.snaplet ? [] : ['@snaplet/snapshot']].flat();
  return `PostgreSQL ${cluster.version}, Node ${process.versions.node}, ${os.cpus().length} cores, scale ${scale}, ${pairs} repetitions, ${jobs} workers; load average at the end ${load.toFixed(1)}.${absent.length > 0 ? ` Not at hand, so not measured: ${absent.join(', ')}.` : ''}`;
}

async function measure(cluster: NativeCluster, layout: Layout, options: Options): Promise<Measured> {
  const source = `source_${layout.name}`;
  await query(cluster.url('postgres'), `CREATE DATABASE ${source}`);
  tell(`Building the source "${layout.name}" …`);
  await query(cluster.url(source), layout.sql(options.scale));
  await query(cluster.url(source), 'VACUUM (ANALYZE, FREEZE)');
  const size = await sizeOf(cluster.url(source));
  const plans = await plansFor(cluster.url(source), layout);
  const list = contenders({ cluster, source, ...plans, jobs: options.jobs }, options.tools).filter(
    ({ name }) => !options.only || options.only.some((text) => name.includes(text)),
  );
  const result: Measured = { layout: layout.name, ...size, runs: new Map(), memory: 0 };
  let took = 0;
  for (let pair = 0; pair < options.pairs; pair += 1) {
    const began = performance.now();
    if (pair > 0 && began + took > options.endsAt) break;
    for (const contender of list) await repeat(cluster, contender, pair, result);
    took = performance.now() - began;
  }
  await query(cluster.url('postgres'), `DROP DATABASE ${source}`);
  return result;
}

/** One repetition into a fresh database, from a quiet server. */
async function repeat(
  cluster: NativeCluster,
  contender: Contender,
  pair: number,
  result: Measured,
): Promise<void> {
  const maintenance = cluster.url('postgres');
  await query(maintenance, 'DROP DATABASE IF EXISTS target');
  await query(maintenance, 'CREATE DATABASE target TEMPLATE template0');
  await query(maintenance, 'CHECKPOINT');
  const memory = watchMemory();
  const cpu = meterCpu(cluster.postmaster, { source: `source_${result.layout}`, target: 'target' });
  const run = await contender.run('target', cpu).finally(() => cpu.stop());
  const megabytes = memory();
  result.memory = Math.max(result.memory, megabytes);
  result.runs.set(contender.name, [...(result.runs.get(contender.name) ?? []), run]);
  tell(
    `${result.layout} ${pair + 1}: ${contender.name} ${inWords(run)}, ${megabytes.toFixed(0)} MB, load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
  );
}

function inWords({ copy, proof, phases = [], heldSeconds }: Run): string {
  const part = ({ seconds, used }: Part) =>
    `${seconds.toFixed(2)} s (cpu ${used.total.toFixed(2)}: node ${used.node.toFixed(2)}, tools ${used.tools.toFixed(2)}, source ${used.source.toFixed(2)}, target ${used.target.toFixed(2)}, server ${used.server.toFixed(2)})`;
  const words = [part(copy)];
  if (proof) words.push(`proof ${part(proof)}`);
  words.push(`${copy.used.sourceSessions} sessions of the source`);
  if (heldSeconds !== undefined) words.push(`snapshot held ${heldSeconds.toFixed(1)} s`);
  return words.join(', ') + phases.map((each) => `\n    ${each.phase} ${part(each.part)}`).join('');
}

/** The most that this process holds until the returned function is called, in MB. */
function watchMemory(): () => number {
  let most = 0;
  const sampler = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 100);
  return () => {
    clearInterval(sampler);
    return most / 1_000_000;
  };
}

async function plansFor(url: string, layout: Layout) {
  const client = new Client(url);
  await client.connect();
  try {
    const catalogue = await readCatalogue(client, ['tenant']);
    const source = { fingerprint: '', server: 'the benchmark' };
    return { masked: planOf(catalogue, source, layout.masks), kept: planOf(catalogue, source) };
  } finally {
    await client.end();
  }
}

async function sizeOf(url: string): Promise<{ rows: number; megabytes: number }> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ rows: number; megabytes: number }>(
      `SELECT sum(reltuples)::float8 AS rows, sum(pg_total_relation_size(oid))::float8 / 1e6 AS megabytes
         FROM pg_class WHERE relnamespace = 'tenant'::regnamespace AND relkind = 'r'`,
    );
    return rows[0] ?? { rows: 0, megabytes: 0 };
  } finally {
    await client.end();
  }
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
