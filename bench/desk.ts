import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { closeDb, db } from '@/lib/db/client';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { configure } from '@/lib/env';
import { fillDesk, type Sizes } from './desk/fill-desk';
import { createHouse, type House } from './desk/house';
import { deskPages } from './desk/pages';
import { goalLine } from './results/goal-line';
import { writeSection } from './results/write-section';

/**
 * What the server asks the database for each page of the desk, with many sandboxes and requests and with next to none: one server,
 * two databases, the same people, the same sandbox and the same requests looked at in both, in turns.
 */

const usage = `npm run bench -- desk [--sandboxes 100000] [--requests 1000000] [--rounds 3] [--only TEXT] [--out FILE]

  --rounds  both databases are asked in turns so often, each page up to twenty times
  --only    pages whose name holds this text
  --out     the file to write, docs/benchmarks.md when left out; "-" writes none`;

const heading = '## Desk';
const goal = { ratio: 1.5, ms: 200 };
const loads = 20;
/** A page in one turn; one that is slower has missed its goal after a few loads. */
const mostMs = 4_000;

const options = {
  sandboxes: { type: 'string', default: '100000' },
  requests: { type: 'string', default: '1000000' },
  rounds: { type: 'string', default: '3' },
  only: { type: 'string', default: '' },
  out: { type: 'string', default: 'docs/benchmarks.md' },
  help: { type: 'boolean' },
} as const;

/** Runs it; 1 when a page missed a goal. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const sizes = { sandboxes: Number(values.sandboxes), requests: Number(values.requests) };
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-bench-'));
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=8GB'];
  const server = await startEmbedded({
    dataDir,
    password: 'bench',
    settings: [...settings, 'shared_buffers=512MB'],
  });
  try {
    const prepared = await prepare(server.url, sizes);
    const measured = await measure(prepared, Number(values.rounds), values.only);
    const { table, lines, isReached } = describe(measured, sizes);
    process.stdout.write(`\n${table}\n${lines.join('\n')}\n`);
    if (values.out !== '-') await writeSection(values.out, heading, 'npm run bench -- desk', table);
    return isReached ? 0 : 1;
  } finally {
    await closeDb();
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Prepared = { urls: { empty: string; full: string }; house: House };

async function prepare(serverUrl: string, sizes: Sizes): Promise<Prepared> {
  const urls = { empty: databaseOf(serverUrl, 'empty'), full: databaseOf(serverUrl, 'full') };
  await onServer(serverUrl, (client) => client.query('CREATE DATABASE empty'));
  await migrate(urls.empty);
  await open(urls.empty);
  const house = await createHouse();
  await closeDb();
  await onServer(urls.empty, (client) => client.query('VACUUM (ANALYZE)'));
  await onServer(serverUrl, (client) => client.query('CREATE DATABASE "full" TEMPLATE empty'));
  const begun = performance.now();
  await onServer(urls.full, (client) => fillDesk(client, house, sizes));
  process.stderr.write(`Filled in ${((performance.now() - begun) / 1000).toFixed(0)} s.\n`);
  return { urls, house };
}

type Measured = { name: string; empty: number[]; full: number[] };

/** Milliseconds of each load, the first of each turn left out: it opens the session and reads from the disk. */
async function measure({ urls, house }: Prepared, rounds: number, only: string): Promise<Measured[]> {
  const pages = deskPages(house).filter(({ name }) => name.includes(only));
  const measured = pages.map(({ name }): Measured => ({ name, empty: [], full: [] }));
  for (let round = 0; round < rounds; round += 1)
    for (const which of ['empty', 'full'] as const) {
      await open(urls[which]);
      for (const [at, { load }] of pages.entries()) {
        await load();
        const until = performance.now() + mostMs;
        for (let count = 0; count < loads && performance.now() < until; count += 1)
          measured[at]?.[which].push(await timed(load));
      }
      await closeDb();
    }
  return measured;
}

async function timed(load: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await load();
  return performance.now() - begun;
}

function describe(measured: readonly Measured[], { sandboxes, requests }: Sizes) {
  const lines = measured.map(({ name, empty, full }) => {
    const [before, after] = [quantile(empty, 0.95), quantile(full, 0.95)];
    const [ratio, medianRatio] = [after / before, quantile(full, 0.5) / quantile(empty, 0.5)];
    const [isNear, isQuick] = [ratio <= goal.ratio, after <= goal.ms];
    const numbers = [before.toFixed(1), after.toFixed(1), ratio.toFixed(2), medianRatio.toFixed(2)].join(
      ' | ',
    );
    const missed = [isNear ? [] : ['ratio'], isQuick ? [] : ['ms']].flat().join(' and ');
    return {
      ratio,
      ms: after,
      isNear,
      isQuick,
      text: `| \`${name}\` | ${numbers} | ${missed ? `**${missed} missed**` : 'reached'} |`,
    };
  });
  const near = lines.filter(({ isNear }) => isNear).length;
  const quick = lines.filter(({ isQuick }) => isQuick).length;
  const reached = lines.filter(({ isNear, isQuick }) => isNear && isQuick).length;
  const load = `load average ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores`;
  const table = [
    `${sandboxes.toLocaleString('en')} sandboxes and ${requests.toLocaleString('en')} requests beside a database that holds one and two; what a page asks the database, ${measured[0]?.full.length ?? 0} loads each in turns (less of one that takes over ${mostMs / loads} ms); ${load}.`,
    '',
    '| page | 95 % ms, empty | 95 % ms, full | ratio | ratio of medians | |',
    '|---|---|---|---|---|---|',
    ...lines.map(({ text }) => text),
    '',
    `${quick} of ${lines.length} pages take ${goal.ms} ms at most, ${near} at most ${goal.ratio} times the empty database; ${reached} reach both goals. Making the page of what was read costs the same in both and is left out, so the ratios are greater than those that people wait for.`,
    '',
  ].join('\n');
  const goals = [
    goalLine('the slowest page, 95 % ms', Math.max(...lines.map(({ ms }) => ms)), goal.ms, '', 1),
    goalLine(
      'the greatest ratio to an empty database',
      Math.max(...lines.map(({ ratio }) => ratio)),
      goal.ratio,
    ),
  ];
  return { table, lines: goals, isReached: reached === lines.length };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

async function open(url: string): Promise<void> {
  await closeDb();
  configure({ DATABASE_URL: url, AUTH_SECRET: 'a secret of the benchmark that guards nothing at all' });
  await db().$queryRaw`SELECT 1`;
}

function databaseOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

async function onServer(url: string, run: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}
