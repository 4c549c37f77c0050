import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sampleActivity } from '@/lib/activity/sampler/sample-activity';
import { closeDb, db } from '@/lib/db/client';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { configure } from '@/lib/env';
import { readCounters } from '@/lib/provisioning';
import { countersSql } from '@/lib/provisioning/read-counters';
import { createHouse, createRequest, type House } from './desk/house';
import { goalLine } from './results/goal-line';
import { writeSection } from './results/write-section';

/**
 * How long it takes to look which of many sandboxes were used: the one statement on the cluster, in a session that is open and with
 * the opening of its session, and a sample with all that it reads and writes in the control database. And whether it opened a session in any of their databases.
 */

const usage = `npm run bench -- sampler [--databases 200] [--rounds 50] [--out FILE]

  --out  the file to write, docs/benchmarks.md when left out; "-" writes none`;

const goalMs = 10;

const options = {
  databases: { type: 'string', default: '200' },
  rounds: { type: 'string', default: '50' },
  out: { type: 'string', default: 'docs/benchmarks.md' },
  help: { type: 'boolean' },
} as const;

/** Runs it; 1 when a goal was missed. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [databases, rounds] = [Number(values.databases), Number(values.rounds)];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-sampler-'));
  const server = await startEmbedded({ dataDir: path.join(folder, 'cluster'), password: 'of-the-sampler' });
  try {
    await fill(server.url, databases);
    const connections = { clusterUrl: server.url };
    const before = await sessionsIn(server.url);
    const [statementMs, readMs, sampleMs]: [number[], number[], number[]] = [[], [], []];
    let looked = 0;
    await onServer(server.url, async (client) => {
      for (let round = 0; round < rounds; round += 1) {
        statementMs.push(await timed(() => client.query(countersSql)));
        readMs.push(await timed(() => readCounters(connections)));
        sampleMs.push(await timed(async () => ({ looked } = await sampleActivity(connections))));
      }
    });
    const opened = (await sessionsIn(server.url)) - before;
    const [isQuick, isApart] = [quantile(statementMs, 0.5) <= goalMs, opened === 0];
    const table = [
      `${looked} sandboxes, ${rounds} rounds; load average ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores.`,
      '',
      '| | median, ms | p95, ms |',
      '|---|---|---|',
      row('the statement', statementMs),
      row('the same, with opening and closing its session', readMs),
      row('a whole sample', sampleMs),
      '',
      `Goal: a median of ${goalMs} ms for the statement: ${verdict(isQuick)}. Sessions in a database of a sandbox: ${opened}; goal none: ${verdict(isApart)}.`,
      '',
    ].join('\n');
    const lines = [
      goalLine('the one statement, median ms', quantile(statementMs, 0.5), goalMs),
      goalLine('sessions in databases of sandboxes', opened, 0, '', 0),
    ];
    process.stdout.write(`\n${table}\n${lines.join('\n')}\n`);
    if (values.out !== '-') await writeSection(values.out, '## Sampler', 'npm run bench -- sampler', table);
    return isQuick && isApart && looked === databases ? 0 : 1;
  } finally {
    await closeDb();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A control database with so many sandboxes in use, and a database of each on the same server. */
async function fill(url: string, databases: number): Promise<void> {
  const control = new URL(url);
  control.pathname = '/control';
  await onServer(url, (client) => client.query('CREATE DATABASE control'));
  await migrate(control.toString());
  configure({ DATABASE_URL: control.toString() });
  const house = await createHouse();
  await addSandboxes(house, databases);
  await onServer(url, async (client) => {
    for (let n = 0; n < databases; n += 1)
      await client.query(`CREATE DATABASE sb_bench_${n} TEMPLATE template0 STRATEGY FILE_COPY`);
  });
}

async function addSandboxes(house: House, databases: number): Promise<void> {
  const { organizationId, productId, tenantId, people } = house;
  await db().sandboxCopy.updateMany({ data: { database: 'sb_bench_0' } });
  await db().sandbox.updateMany({ data: { readyAt: new Date() } });
  for (let n = 1; n < databases; n += 1) {
    const [id, copyId] = [`s${n}`, `c${n}`];
    const of = { organizationId, tenantId, requesterId: people.customer.id };
    const { id: requestId, slug } = await createRequest('approved', of);
    await db().sandbox.create({
      data: {
        id,
        slug,
        state: 'ready',
        organizationId,
        productId,
        tenantId,
        requestId,
        shape: 'blank',
        configuration: [],
        features: [],
        expiresAt: new Date('2099-01-01T00:00:00Z'),
        readyAt: new Date(),
      },
    });
    const made = { origin: 'blank', handOver: 'at_once', state: 'active' } as const;
    await db().sandboxCopy.create({
      data: { id: copyId, sandboxId: id, requestId, ...made, database: `sb_bench_${n}` },
    });
    await db().sandbox.update({ where: { id }, data: { activeCopyId: copyId } });
  }
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Sessions that were begun in databases of sandboxes, as the server counts them. */
const sessionsIn = (url: string) =>
  onServer(url, async (client) => {
    const sql = "SELECT sum(sessions)::int AS n FROM pg_stat_database WHERE datname LIKE 'sb\\_%'";
    return Number((await client.query<{ n: number }>(sql)).rows[0]?.n);
  });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? 0;

const verdict = (isReached: boolean) => (isReached ? 'reached' : '**missed**');

const row = (what: string, values: readonly number[]) =>
  `| ${what} | ${quantile(values, 0.5).toFixed(1)} | ${quantile(values, 0.95).toFixed(1)} |`;
