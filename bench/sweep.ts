import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { closeDb, db } from '@/lib/db/client';
import { startEmbedded } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { sweepLimit } from '@/lib/ends/sweep/sweep-stop';
import { configure } from '@/lib/env';
import { fillDesk } from './desk/fill-desk';
import { createHouse } from './desk/house';
import { goalLine } from './results/goal-line';
import { writeSection } from './results/write-section';
import { ageFleet, type DueActs } from './sweep/age-fleet';
import { sweepOnce } from './sweep/sweep-once';

/**
 * How long one sweep of ends takes, and how much memory, where many sandboxes live and much is due at once: it finds what is due, and
 * writes rows, notices, operations and the audit. What workers do with those operations later is not measured.
 */

const usage = `npm run bench -- sweep [--sandboxes 100000] [--acts 5000] [--out FILE]

  --sandboxes  so many live
  --acts       so many are due; three of ten take something away
  --out        the file to write, docs/benchmarks.md when left out; "-" writes none`;

const goal = { seconds: 60, mb: 200 };
/** Of ten sandboxes that `fillDesk` writes, so many live. */
const alive = 0.6;

const options = {
  sandboxes: { type: 'string', default: '100000' },
  acts: { type: 'string', default: '5000' },
  out: { type: 'string', default: 'docs/benchmarks.md' },
  help: { type: 'boolean' },
} as const;

/** Runs it; 1 when a goal was missed or not everything was done that was due. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [sandboxes, acts] = [Number(values.sandboxes), Number(values.acts)];
  const each = Math.floor(acts / 10);
  const due: DueActs = { warn: acts - 3 * each, suspend: each, retire: each, drop: each };
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-sweep-'));
  const server = await startEmbedded({
    dataDir: path.join(folder, 'control'),
    password: 'of-the-sweep',
    settings: ['max_wal_size=4GB'],
  });
  try {
    await fill(server.url, sandboxes, due);
    const fleet = await countLiving();
    const before = await countDone();
    const loadBefore = os.loadavg()[0] ?? 0;
    const swept = await sweepOnce(server.url);
    const done = difference(await countDone(), before);
    const again = await sweepOnce(server.url);
    const left = difference(await countDone(), before);
    const isWhole = (Object.keys(due) as (keyof DueActs)[]).every((act) => done[act] === due[act]);
    const isDone = isWhole && JSON.stringify(left) === JSON.stringify(done);
    const [seconds, growthMb] = [swept.ms / 1_000, swept.mostMb - swept.restMb];
    const goals = [
      {
        what: 'planning and acting, s',
        measured: seconds.toFixed(1),
        goal: goal.seconds,
        isReached: seconds <= goal.seconds,
      },
      {
        what: 'resident memory at its most over that at rest, MB',
        measured: growthMb.toFixed(0),
        goal: goal.mb,
        isReached: growthMb <= goal.mb,
      },
    ];
    const verdict = (isReached: boolean) => (isReached ? 'reached' : '**missed**');
    const table = [
      `${fleet.toLocaleString('en')} living sandboxes; ${acts.toLocaleString('en')} acts due: ${said(due)}. One sweep as the worker's handler calls it, in a process of its own that held ${swept.restMb.toFixed(0)} MB before; load average ${loadBefore.toFixed(1)} on ${os.availableParallelism()} cores. What it suspends and drops, ${2 * each}, is within what a sweep of so many may do without asking (${sweepLimit(fleet)}), so that nobody had to allow it.`,
      '',
      '| | measured | goal | |',
      '|---|---|---|---|',
      ...goals.map(
        ({ what, measured, goal, isReached }) =>
          `| ${what} | ${measured} | ${goal} | ${verdict(isReached)} |`,
      ),
      '',
      `It did ${said(done)}, with ${done.notices.toLocaleString('en')} notices, ${done.operations.toLocaleString('en')} operations and ${done.events.toLocaleString('en')} entries of the audit: ${isDone ? 'all that was due, and nothing was left' : '**not what was due**'}. The process itself worked for ${(swept.cpuMs / 1_000).toFixed(1)} s of it. The next sweep, with nothing due, took ${(again.ms / 1_000).toFixed(1)} s.`,
      '',
    ].join('\n');
    const lines = [
      goalLine(`a sweep of ${acts} acts over ${fleet} sandboxes, s`, seconds, goal.seconds, '', 1),
      goalLine('its growth, MB', growthMb, goal.mb, '', 0),
    ];
    process.stdout.write(`\n${table}\n${lines.join('\n')}\n`);
    if (values.out !== '-') await writeSection(values.out, '## Sweep', 'npm run bench -- sweep', table);
    return isDone && goals.every(({ isReached }) => isReached) ? 0 : 1;
  } finally {
    await closeDb();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const said = ({ warn, suspend, retire, drop }: DueActs) =>
  `${warn} warnings, ${suspend} suspensions, ${retire} retirements, ${drop} drops`;

async function fill(url: string, living: number, due: DueActs): Promise<void> {
  await migrate(url);
  configure({ DATABASE_URL: url, AUTH_SECRET: 'a secret of the benchmark that guards nothing at all' });
  const house = await createHouse();
  const sandboxes = Math.ceil(living / alive);
  const client = new Client(url);
  await client.connect();
  try {
    // A hundredth more, since of the last requests some wait.
    await fillDesk(client, house, { sandboxes, requests: Math.ceil(sandboxes * 1.01) });
    await ageFleet(client, due);
  } finally {
    await client.end();
  }
}

const countLiving = () => db().sandbox.count({ where: { state: { not: 'destroyed' } } });

type Done = DueActs & { notices: number; operations: number; events: number };

/** What a sweep leaves behind, so far. */
async function countDone(): Promise<Done> {
  return {
    warn: await db().endWarning.count(),
    suspend: await db().auditEvent.count({ where: { event: 'sandbox.ended' } }),
    retire: await db().auditEvent.count({ where: { event: 'sandbox.retired' } }),
    drop: await db().sandbox.count({ where: { state: 'destroying' } }),
    notices: await db().notice.count(),
    operations: await db().operation.count(),
    events: await db().auditEvent.count(),
  };
}

function difference(after: Done, before: Done): Done {
  const names = Object.keys(after) as (keyof Done)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Done;
}
