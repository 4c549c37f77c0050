import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { adoptSettings } from '@/bin/start/instance-settings';
import { startInstance } from '@/e2e/harness/instance';
import { runOrThrow } from '@/lib/command/run';
import { apiBaseUrl } from '@/lib/credentials/api-key';
import { issueApiKey } from '@/lib/credentials/issue-api-key';
import { closeDb, db } from '@/lib/db/client';
import { configure } from '@/lib/env';
import { resetSandbox } from '@/lib/sandboxes/reset/reset-sandbox';
import { type Access, callOnce } from './fairness/load';
import { writeSection } from './results/write-section';
import { built, type Customer, customerOf, fileBlank } from './sandboxes/build-sandboxes';

/**
 * How long a reset takes beside the one statement that it cannot do without: `CREATE DATABASE … TEMPLATE … STRATEGY FILE_COPY`
 * of the same baseline, on the same server, in turns. And for how long calls under the sandbox's key are refused meanwhile.
 */

const usage = `npm run bench -- reset [--gigabytes 1] [--rounds 7] [--out FILE]

  --gigabytes  size of the baseline
  --out        the file to write, docs/benchmarks.md when left out; "-" writes none

Starts an instance of its own and builds a sandbox on it, whose baseline is then filled.`;

/** A reset may take so many times the statement, and so much more. */
const goal = { ratio: 1.2, moreMs: 700, refusedMs: 700 };
const everyMs = 10;

const options = {
  gigabytes: { type: 'string', default: '1' },
  rounds: { type: 'string', default: '7' },
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
  const instance = await startInstance('test-results/bench.log');
  try {
    configure({ DATA_DIR: instance.dataDir, PUBLIC_URL: instance.url });
    await adoptSettings();
    const server = await superuserOf(instance.dataDir);
    const sandbox = await prepare(instance.url, server, Number(values.gigabytes));
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const alonesMs = [await copyAlone(server, sandbox.baseline), await copyAlone(server, sandbox.baseline)];
      rounds.push({ alonesMs, ...(await resetOnce(sandbox)) });
    }
    const { table, isReached } = describe(rounds, sandbox.bytes);
    process.stdout.write(`\n${table}`);
    if (values.out !== '-') await writeSection(values.out, '## Reset', 'npm run bench -- reset', table);
    return isReached ? 0 : 1;
  } finally {
    await closeDb();
    await instance.stop();
  }
}

type Round = { alonesMs: number[]; resetMs: number; copyMs: number; method: string; refusedMs: number };
type Sandbox = {
  id: string;
  slug: string;
  customer: Customer;
  baseline: string;
  bytes: number;
  access: Access;
};

function describe(rounds: readonly Round[], bytes: number): { table: string; isReached: boolean } {
  const alone = spread(rounds.flatMap(({ alonesMs }) => alonesMs));
  const whole = spread(rounds.map(({ resetMs }) => resetMs));
  const refused = spread(rounds.map(({ refusedMs }) => refusedMs));
  const rows: [string, Spread][] = [
    ['the statement alone', alone],
    ['the same statement within a reset', spread(rounds.map(({ copyMs }) => copyMs))],
    ['a reset, from the command to the switch', whole],
    ['a reset without that statement', spread(rounds.map(({ resetMs, copyMs }) => resetMs - copyMs))],
    ['longest time in which calls were not answered with 200', refused],
  ];
  const most = alone.median * goal.ratio + goal.moreMs;
  const isReached = { reset: whole.median <= most, refused: refused.most <= goal.refusedMs };
  const reached = (is: boolean) => (is ? 'reached' : '**missed**');
  const table = [
    `A baseline of ${(bytes / 1e9).toFixed(2)} GB; ${rounds.length} rounds, each the statement alone twice and then a reset; load average ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores. Files were copied ${rounds[0]?.method === 'clone' ? 'by clone' : 'as files'}.`,
    '',
    '| ms | median | least | most |',
    '|---|---|---|---|',
    ...rows.map(
      ([what, { median, least, most }]) =>
        `| ${[what, ...[median, least, most].map((ms) => ms.toFixed(0))].join(' | ')} |`,
    ),
    '',
    `A reset takes ${(whole.median / alone.median).toFixed(2)} times the statement; goal 1.2 times and 700 ms more, ${most.toFixed(0)} ms: ${reached(isReached.reset)}. Calls refused ${refused.most.toFixed(0)} ms; goal 700: ${reached(isReached.refused)}.`,
    '',
  ].join('\n');
  return { table, isReached: isReached.reset && isReached.refused };
}

type Spread = { median: number; least: number; most: number };

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (index: number) => sorted[index] ?? 0;
  return { median: at(Math.floor(sorted.length / 2)), least: at(0), most: at(sorted.length - 1) };
}

const secrets = z.object({ superuserPassword: z.string() });

/** The superuser's URL of the instance's server; the database is put behind it. */
async function superuserOf(dataDir: string): Promise<(database: string) => string> {
  const text = await readFile(path.join(dataDir, 'secrets.json'), 'utf8');
  const { superuserPassword } = secrets.parse(JSON.parse(text));
  const port = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3];
  return (database) =>
    `postgres://postgres:${encodeURIComponent(superuserPassword)}@127.0.0.1:${port}/${database}`;
}

async function ask<Row extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * A blank sandbox whose copy is filled, and sealed anew as its baseline: structure and sequences stay as they were noted, so
 * that the reset is checked as any other.
 */
async function prepare(
  url: string,
  server: (database: string) => string,
  gigabytes: number,
): Promise<Sandbox> {
  const customer = await customerOf('acme');
  const requestId = await fileBlank(customer, 'reset-me');
  await built([requestId]);
  const { id, slug, activeCopy } = await db().sandbox.findUniqueOrThrow({
    where: { requestId },
    select: { id: true, slug: true, activeCopy: { select: { database: true, baseline: true } } },
  });
  const { database, baseline } = activeCopy ?? {};
  if (!database || !baseline) throw new Error('the sandbox has no baseline');
  const rows = Math.round(gigabytes * 1_000_000);
  await ask(
    server(database),
    `INSERT INTO app.locations (id, code, name) SELECT n, 'FILL-' || n, repeat(md5(n::text), 26) FROM generate_series(1000000, ${999_999 + rows}) AS n`,
    'VACUUM ANALYZE app.locations',
  );
  await ask(
    server('postgres'),
    `DO $$ DECLARE said text := (SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '${baseline.database}');
       BEGIN PERFORM set_config('bench.said', said, false); END $$`,
    `DROP DATABASE ${baseline.database}`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    `CREATE DATABASE ${baseline.database} TEMPLATE ${database} STRATEGY file_copy OWNER sandgate_provisioner ALLOW_CONNECTIONS false`,
    `REVOKE ALL ON DATABASE ${baseline.database} FROM PUBLIC`,
    `DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE ${baseline.database} IS %L', current_setting('bench.said')); END $$`,
  );
  const [size] = await ask<{ bytes: string }>(
    server('postgres'),
    `SELECT pg_database_size('${baseline.database}') AS bytes`,
  );
  const issued = await issueApiKey({ sandboxId: id, label: 'Bench' }, customer.actor);
  if (!issued.ok) throw new Error(issued.error.message);
  const access = { url: `${apiBaseUrl(url, slug)}/records/units?limit=1`, key: issued.value.key };
  const status = await callOnce(access);
  if (status !== 200) throw new Error(`${access.url} answered ${status}`);
  return { id, slug, customer, baseline: baseline.database, bytes: Number(size?.bytes ?? 0), access };
}

async function copyAlone(server: (database: string) => string, baseline: string): Promise<number> {
  await ask(server('postgres'), 'DROP DATABASE IF EXISTS bench_alone');
  const from = performance.now();
  await ask(server('postgres'), `CREATE DATABASE bench_alone TEMPLATE ${baseline} STRATEGY file_copy`);
  const ms = performance.now() - from;
  await ask(server('postgres'), 'DROP DATABASE bench_alone');
  return ms;
}

const copied = z.object({ copied: z.object({ ms: z.number(), method: z.string() }) });

/** One reset through the command, with calls all the while; and the closing of what it replaced, so that the next may begin. */
async function resetOnce({ id, slug, customer, access }: Sandbox): Promise<Omit<Round, 'alonesMs'>> {
  const calls = callAllTheWhile(access);
  const from = performance.now();
  const asked = { sandboxId: id, typedName: slug };
  const { operationId } = await runOrThrow(resetSandbox, asked, customer.actor);
  let operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  while (operation.state === 'queued' || operation.state === 'running') {
    await pause(everyMs);
    operation = await db().operation.findUniqueOrThrow({ where: { id: operationId } });
  }
  const resetMs = performance.now() - from;
  if (operation.state !== 'succeeded')
    throw new Error(`the reset ended ${operation.state}: ${operation.failureMessage}`);
  while ((await db().operation.count({ where: { sandboxId: id, state: { in: ['queued', 'running'] } } })) > 0)
    await pause(200);
  const refusedMs = await calls.stop();
  const { ms, method } = copied.parse(operation.report).copied;
  return { resetMs, copyMs: ms, method, refusedMs };
}

/** Calls one after the other; `stop` resolves with the longest time from the end of one answer with 200 to that of the next. */
function callAllTheWhile(access: Access): { stop: () => Promise<number> } {
  let isStopped = false;
  let [longest, refusedSince]: [number, number | null] = [0, null];
  const calling = (async () => {
    while (!isStopped) {
      const from = performance.now();
      const status = await callOnce(access);
      if (status === 200) {
        if (refusedSince !== null) longest = Math.max(longest, performance.now() - refusedSince);
        refusedSince = null;
      } else refusedSince ??= from;
      await pause(everyMs);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await calling;
      return longest;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
