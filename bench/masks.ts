import { randomBytes } from 'node:crypto';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type CatalogueTable, readCatalogue } from '@/lib/provisioning/catalogue/catalogue';
import { maskColumn, maskContext } from '@/lib/provisioning/masks/compile/mask-columns';
import { openMaskSession } from '@/lib/provisioning/masks/compile/open-mask-session';
import { tieGroups } from '@/lib/provisioning/masks/compile/tie-groups';
import { type Sample, samples } from './masks/samples';
import { writeSection } from './results/write-section';
import { processorSeconds } from './snapshot/cpu';
import { type NativeCluster, startNativeCluster } from './snapshot/native-cluster';

/**
 * What each mask costs the source: processor time of the server's session per row, over reading the same column without
 * a mask. The least of several runs counts, since nothing but other work on the machine makes a run longer.
 */

const usage = `npm run bench -- masks [--rows 200000] [--runs 5] [--only TEXT] [--out FILE]

  --only   masks whose name holds this text
  --out    the file to write, docs/benchmarks.md when left out; "-" writes none`;

const heading = '## Masks';

/** Runs it; always 0, since no goal is set for one mask. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '200000' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      out: { type: 'string', default: 'docs/benchmarks.md' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [rows, runs] = [Number(values.rows), Number(values.runs)];
  const cluster = await startNativeCluster();
  try {
    const lines: string[] = [];
    for (const sample of samples.filter(({ name }) => name.includes(values.only))) {
      const [plain, masked] = await measure(cluster, sample, rows, runs);
      const name = sample.unique ? `${sample.name}, unique` : sample.name;
      lines.push(`| ${name} | ${plain.toFixed(2)} | ${(masked - plain).toFixed(2)} |`);
      process.stderr.write(`${lines.at(-1)}\n`);
    }
    const table = [
      `PostgreSQL ${cluster.version}, ${rows} rows, least of ${runs} runs; load average ${(os.loadavg()[0] ?? 0).toFixed(1)}.`,
      '',
      '| mask | µs a row, plain | the mask over that |',
      '|---|---|---|',
      ...lines,
      '',
    ].join('\n');
    process.stdout.write(
      `\n${table}\nNo goal is set for one mask; npm run bench -- snapshot measures what masks cost a copy.\n`,
    );
    if (values.out !== '-') await writeSection(values.out, heading, 'npm run bench -- masks', table);
    return 0;
  } finally {
    await cluster.stop();
  }
}

/** Microseconds a row of the plain and of the masked read. */
async function measure(
  cluster: NativeCluster,
  sample: Sample,
  rows: number,
  runs: number,
): Promise<[number, number]> {
  const client = new Client(cluster.url('postgres'));
  await client.connect();
  try {
    await client.query(`DROP SCHEMA IF EXISTS tenant CASCADE; CREATE SCHEMA tenant;
      CREATE TABLE tenant.sample (id int8 PRIMARY KEY, v ${sample.type} ${sample.unique ? 'NOT NULL UNIQUE' : ''});
      INSERT INTO tenant.sample SELECT g, ${sample.value} FROM generate_series(1, ${rows}) g`);
    await client.query('VACUUM (ANALYZE, FREEZE) tenant.sample');
    const catalogue = await readCatalogue(client, ['tenant']);
    const [table] = catalogue.tables;
    if (!table) throw new Error('the sample is gone');
    const masked = expressionOf(sample, table, catalogue.serverVersion, tieGroups(catalogue, []));
    await openMaskSession(client, randomBytes(32).toString('hex'));
    const { rows: pids } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const pid = pids[0]?.pid ?? 0;
    const timed = async (expression: string) => {
      const before = processorSeconds(pid);
      await client.query(
        `COPY (SELECT ${expression} FROM tenant.sample AS src) TO '/dev/null' (FORMAT binary)`,
      );
      return ((processorSeconds(pid) - before) * 1e6) / rows;
    };
    const least: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let repetition = 0; repetition < runs; repetition += 1) {
      least[0] = Math.min(least[0], await timed('src.v'));
      least[1] = Math.min(least[1], await timed(masked));
    }
    return least;
  } finally {
    await client.end();
  }
}

function expressionOf(
  sample: Sample,
  table: CatalogueTable,
  serverVersion: number,
  ties: ReturnType<typeof tieGroups>,
): string {
  const context = maskContext(table, ties, serverVersion);
  const column = maskColumn(table, 'v', ties);
  const verdict = context.verdict(sample.mask, column);
  if (verdict !== true) throw new Error(`${sample.name}: ${verdict}`);
  return context.expression(sample.mask, column);
}
