import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { closeDb, db } from '@/lib/db/client';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { sweepEnds } from '@/lib/ends/sweep/sweep-ends';
import { configure } from '@/lib/env';
import { fillDesk } from './desk/fill-desk';
import { createHouse } from './desk/house';
import { writeSection } from './results/write-section';

/**
 * One sweep over a fleet on a day on which much is due, by the real sweep: every act is a command with its audit entry, its notices
 * and its jobs. Whatever the jobs do later, such as closing databases, is not part of it. `npm run bench` gives it as much memory as a
 * worker has (`npm run worker`).
 */

const usage = `npm run bench -- sweep [--sandboxes 100000] [--acts 5000] [--out FILE]

  --acts  how many things are due: seven tenths warn, and a tenth each suspends, retires and drops
  --out   the file to write, docs/benchmarks.md when left out; "-" writes none`;

const goals = { seconds: 60, megabytes: 200 };

const options = {
  sandboxes: { type: 'string', default: '100000' },
  acts: { type: 'string', default: '5000' },
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
  const [sandboxes, acts] = [Number(values.sandboxes), Number(values.acts)];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-sweep-'));
  const server = await startEmbedded({ dataDir: path.join(folder, 'cluster'), password: 'of-the-sweep' });
  try {
    await fill(server.url, sandboxes, acts);
    const { seconds, megabytes, done } = await measureSweep();
    const { table, lines, isReached } = await describe({ seconds, megabytes, done, sandboxes, acts });
    process.stdout.write(`\n${table}\n${lines.join('\n')}\n`);
    if (values.out !== '-') await writeSection(values.out, '## Sweep', 'npm run bench -- sweep', table);
    return isReached ? 0 : 1;
  } finally {
    await closeDb();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** So many living sandboxes; with the first ones something is due. */
async function fill(serverUrl: string, sandboxes: number, acts: number): Promise<void> {
  const url = new URL(serverUrl);
  await onServer(serverUrl, ['CREATE DATABASE control']);
  url.pathname = '/control';
  await migrate(url.toString());
  configure({
    DATABASE_URL: url.toString(),
    AUTH_SECRET: 'a secret of the benchmark that guards nothing at all',
  });
  const house = await createHouse();
  const client = new Client(url.toString());
  await client.connect();
  try {
    await fillDesk(client, house, { sandboxes, requests: sandboxes });
  } finally {
    await client.end();
  }
  await onServer(url.toString(), statements(acts / 10));
}

/** What is due, from the first sandbox on: `n` is its number. Ends lie on a day of work, whatever today is. */
const statements = (tenth: number): readonly string[] => [
  'SET session_replication_role = replica; SET timezone = UTC',
  `UPDATE "Sandbox" SET state = 'ready', "activeCopyId" = 'c' || substr(id, 2), "destroyedAt" = NULL, "readyAt" = "createdAt",
     "createdAt" = now() - interval '100 days', "endsSince" = now() - interval '100 days', "expiresAt" = now() + interval '300 days'
   WHERE id ~ '^s[0-9]+$'`,
  `UPDATE "SandboxCopy" SET state = 'active' WHERE id ~ '^c[0-9]+$'`,
  `UPDATE "SandboxActivity" SET "lastSeenAt" = now() - interval '1 day', "readAt" = now()`,
  `UPDATE "Sandbox" SET "expiresAt" = now() + interval '13 days' WHERE ${numbered(1, 7 * tenth)}`,
  `UPDATE "Sandbox" SET "expiresAt" = now() - interval '3 days' WHERE ${numbered(7 * tenth + 1, 8 * tenth)}`,
  `INSERT INTO "Notice" (id, "personId", subject, text, href, "createdAt", "readAt")
   SELECT 'w' || id, (SELECT "requesterId" FROM "Request" r WHERE r.id = "requestId"), 'It ends', '', '/', now() - interval '4 days', now() - interval '4 days'
   FROM "Sandbox" WHERE ${numbered(7 * tenth + 1, 8 * tenth)}`,
  `INSERT INTO "EndWarning" (id, "sandboxId", "endsAt", "daysBefore", "noticeIds", "createdAt")
   SELECT 'w' || id, id, "expiresAt", 1, ARRAY['w' || id], now() - interval '4 days'
   FROM "Sandbox" WHERE ${numbered(7 * tenth + 1, 8 * tenth)}`,
  ended('suspended', 8 * tenth + 1, 9 * tenth),
  ended('retired', 9 * tenth + 1, 10 * tenth),
  'RESET session_replication_role',
  'VACUUM (ANALYZE)',
];

const numbered = (from: number, to: number) =>
  `id ~ '^s[0-9]+$' AND substr(id, 2)::int BETWEEN ${Math.round(from)} AND ${Math.round(to)}`;

const ended = (state: string, from: number, to: number) =>
  `UPDATE "Sandbox" SET state = '${state}', "expiresAt" = now() - interval '9 days', "endedAt" = now() - interval '9 days',
     "shutAt" = now() - interval '9 days', "closedAt" = now() - interval '9 days' WHERE ${numbered(from, to)}`;

/** The sweep's time, and by how much the process grew beyond what it held before, at its peak. */
async function measureSweep() {
  // The first query opens the pool and compiles; a worker has done so long before a sweep.
  await db().$queryRaw`SELECT 1`;
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const begun = performance.now();
  const done = await sweepEnds();
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(sampling);
  return { done, seconds, megabytes: (peak - before) / 2 ** 20 };
}

async function describe(of: {
  seconds: number;
  megabytes: number;
  done: number;
  sandboxes: number;
  acts: number;
}) {
  const events = await db().auditEvent.groupBy({
    by: ['event'],
    where: { actorRole: 'system' },
    _count: true,
    orderBy: { event: 'asc' },
  });
  const found = events.map(({ event, _count }) => `${_count.toLocaleString('en')} ${event}`).join(', ');
  const isWhole = of.done === of.acts;
  const rows = [
    { what: 'time, s', figure: of.seconds, goal: goals.seconds },
    { what: 'growth of the process, MB', figure: of.megabytes, goal: goals.megabytes },
  ];
  const load = `load average ${(os.loadavg()[0] ?? 0).toFixed(1)} on ${os.availableParallelism()} cores`;
  const table = [
    `${of.sandboxes.toLocaleString('en')} living sandboxes; ${of.done.toLocaleString('en')} of ${of.acts.toLocaleString('en')} acts done: ${found}; ${load}.`,
    '',
    '| | measured | goal | |',
    '|---|---|---|---|',
    ...rows.map(
      ({ what, figure, goal }) =>
        `| ${what} | ${figure.toFixed(1)} | ${goal} | ${figure <= goal ? 'reached' : '**missed**'} |`,
    ),
    '',
  ].join('\n');
  const lines = rows.map(
    ({ what, figure, goal }) =>
      `${(figure <= goal ? 'reached' : 'missed').padEnd(9)}a sweep of ${of.acts} acts, ${what}: ${figure.toFixed(1)}, goal ${goal}`,
  );
  return { table, lines, isReached: isWhole && rows.every(({ figure, goal }) => figure <= goal) };
}

async function onServer(url: string, sql: readonly string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    for (const statement of sql) await client.query(statement);
  } finally {
    await client.end();
  }
}
