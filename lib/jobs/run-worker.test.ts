import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clock } from '../clock';
import { databaseUrl, db } from '../db/client';
import { childEnvironment } from '../env';
import { useControlDatabase } from '../testing/database';
import { useQuickPace, usualPace } from '../testing/pace';
import { sizeOf } from '../testing/sizes';
import { builtProgram } from '../testing/worker-processes';
import { silentAfterMs } from './heartbeat';
import { countLiving, listDeadJobs, readQueue } from './read-queue';

useControlDatabase();
useQuickPace();

let children: ChildProcess[] = [];

beforeEach(async () => {
  await db().$executeRaw`CREATE TABLE IF NOT EXISTS trace (text text, pid int, at timestamptz)`;
  await db().$executeRaw`TRUNCATE trace`;
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  children = [];
  await db().$executeRaw`DELETE FROM "Heartbeat"`;
});

/** A worker process that takes jobs; poisoned memory ends it at 200 MB instead of filling the machine. */
async function startProcess(pace: Record<string, string> = {}): Promise<ChildProcess> {
  const args = ['--max-old-space-size=200', builtProgram('job-worker')];
  const env = childEnvironment({ DATABASE_URL: databaseUrl(), ...pace });
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

const add = (job: string, name = job, ms = 0, attempts = 5) =>
  db().$executeRaw`SELECT graphile_worker.add_job(${job}, ${JSON.stringify({ name, ms })}::json,
                                                  max_attempts := ${attempts}::int)`;

const traced = (text: string) =>
  db().$queryRaw<{ pid: number; at: Date }[]>`SELECT pid, at FROM trace WHERE text = ${text} ORDER BY at`;

/** Ends a test that hangs, with a word on what was missing; no promise is judged by it. */
const hangMs = 300_000;

async function until<T>(
  look: () => Promise<T | false | undefined>,
  what = 'what was waited for',
): Promise<T> {
  const from = clock.elapsed();
  for (;;) {
    const found = await look();
    if (found) return found;
    if (clock.elapsed() - from > hangMs) throw new Error(`${what} was not seen`);
    await clock.sleep(50);
  }
}

const nth = (text: string, count: number) => until(async () => (await traced(text))[count - 1], text);

/** Adds an ordinary job; gives how many milliseconds later it started, once it has. */
async function startOf(name: string): Promise<() => Promise<number>> {
  const [added] = await db().$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  await add('work', name);
  return async () => (await nth(`start ${name}`, 1)).at.getTime() - (added?.at.getTime() ?? 0);
}

describe('a worker', () => {
  test('starts a job soon after its commit, and leaves nothing behind when asked to stop', async () => {
    const child = await startProcess();
    const from = clock.elapsed();
    await add('work', 'quick');
    await nth('end quick', 1);
    process.stdout.write(`ended ${Math.round(clock.elapsed() - from)} ms after its commit\n`);
    expect(await countLiving()).toEqual({ web: 0, worker: 1 });
    await end(child, 'SIGTERM');
    expect(child.exitCode).toBe(0);
    expect(await countLiving()).toEqual({ web: 0, worker: 0 });
  });

  test('killed at work at the usual pace, its job runs on another worker within a minute', async () => {
    const [victim, survivor] = await Promise.all([startProcess(usualPace), startProcess(usualPace)]);
    await add('work', 'long', 60_000);
    const first = await nth('start long', 1);
    const [killed, other] = first.pid === victim.pid ? [victim, survivor] : [survivor, victim];
    const from = clock.elapsed();
    await end(killed, 'SIGKILL');
    const second = await nth('start long', 2);
    const resumedMs = clock.elapsed() - from;
    process.stdout.write(`resumed ${Math.round(resumedMs)} ms after the kill\n`);
    expect(second.pid).toBe(other.pid);
    expect(resumedMs).toBeLessThan(60_000);
  });

  test('killed alone, its job stays locked: it is the other worker that releases it', async () => {
    const victim = await startProcess();
    await add('work', 'long', 60_000);
    await nth('start long', 1);
    await end(victim, 'SIGKILL');
    await clock.sleep(1.5 * silentAfterMs());
    expect((await readQueue()).running).toBe(1);
  });

  test('a job that ends each worker learns which delivery is its last, and may end in it', async () => {
    await add('deadly', 'work', 0, 3);
    let over = false;
    const keeping = (async () => {
      while (!over) await once(await startProcess(), 'exit');
    })();
    await nth('gave up work', 1);
    over = true;
    expect(await traced('start work')).toHaveLength(2);
    await until(async () => (await readQueue()).running === 0);
    expect(await listDeadJobs()).toEqual([]);
    await Promise.all(children.map((child) => end(child, 'SIGKILL')));
    await keeping;
  });

  test('frozen and woken after another took over, it may not finish the job for the queue', async () => {
    const [one, two] = await Promise.all([startProcess(), startProcess()]);
    await add('stubborn', 'slow', 4_000);
    const first = await nth('start slow', 1);
    const [frozen, other] = first.pid === one.pid ? [one, two] : [two, one];
    frozen.kill('SIGSTOP');
    const second = await nth('start slow', 2);
    expect(second.pid).toBe(other.pid);
    frozen.kill('SIGCONT');
    const late = await until(
      async () =>
        (await traced('end slow')).find((each) => each.pid === frozen.pid) ??
        ((await readQueue()).running === 0 && { pid: 0, at: new Date(0) }),
    );
    if (late.pid !== 0 && (await traced('end slow')).length === 1)
      expect((await readQueue()).running).toBe(1);
    await until(async () => (await readQueue()).running === 0);
    expect((await traced('end slow')).map((each) => each.pid)).toContain(other.pid);
  });
});

const stops = Array.from({ length: sizeOf('stops') }, (_, at) => at + 1);

test.each(stops)(
  'asked to stop under load, a worker is out in time, loses nothing and burns no attempt (%i)',
  async () => {
    // At the quick pace a machine that is busy may take it for dead, which burns an attempt by right.
    const first = await startProcess(usualPace);
    for (let index = 0; index < 30; index += 1) await add('work', `load ${index}`, 400);
    await add('stubborn', 'stubborn', 600_000);
    await nth('end load 3', 1);
    const from = clock.elapsed();
    await end(first, 'SIGTERM');
    process.stdout.write(`out ${Math.round(clock.elapsed() - from)} ms after it was asked to stop\n`);
    expect(await traced('end stubborn')).toEqual([]);
    const left = await db().$queryRaw<{ attempts: number; locked: boolean }[]>`
    SELECT attempts::int, locked_at IS NOT NULL AS locked FROM graphile_worker._private_jobs`;
    expect(left.length).toBeGreaterThan(1);
    expect(left.filter((job) => job.locked || job.attempts > 0)).toEqual([]);
    await startProcess();
    const ended = async () => {
      const rows = await db().$queryRaw<{ text: string }[]>`
      SELECT DISTINCT text FROM trace WHERE text LIKE 'end load%'`;
      return rows.length;
    };
    await until(async () => (await ended()) === 30);
  },
);

test('poison that throws, hangs, spins, exits or eats memory is put aside, and others start soon', async () => {
  let poisoned = true;
  const startups: number[] = [];
  const keepAlive = async () => {
    while (poisoned) {
      const began = clock.elapsed();
      const child = await startProcess();
      startups.push(clock.elapsed() - began);
      if (child.exitCode === null && child.signalCode === null && poisoned) await once(child, 'exit');
    }
  };
  const keepers = [keepAlive(), keepAlive(), keepAlive()];
  await until(async () => (await countLiving()).worker === 3);
  const calm: number[] = [];
  for (let index = 0; index < 5; index += 1) calm.push(await (await startOf(`calm ${index}`))());
  const kinds = ['throw', 'hang', 'exit', 'memory', 'spin'];
  for (const kind of kinds) await add(kind, kind, 0, kind === 'spin' ? 1 : 2);
  // One that a doomed process had taken already waits for the sweep; all the others must not notice.
  const bystanders: (() => Promise<number>)[] = [];
  const dead = await until(async () => {
    if ((await countLiving()).worker > 0 && bystanders.length < 10)
      bystanders.push(await startOf(`bystander ${bystanders.length}`));
    await clock.sleep(300);
    const found = await listDeadJobs();
    return bystanders.length === 10 && found.length === kinds.length && found;
  });
  const waits = await Promise.all(bystanders.map((started) => started()));
  poisoned = false;
  expect(dead.map((job) => job.name).sort()).toEqual([...kinds].sort());
  expect(dead.every((job) => job.attempts <= 5 && job.lastError)).toBe(true);
  expect(JSON.stringify(dead)).not.toContain('a secret value');
  process.stdout.write(
    `bystanders started after ${waits.map(Math.round).join(', ')} ms, ${calm.map(Math.round).join(', ')} without poison\n`,
  );
  // Five seconds where nothing else runs: poison may take every process at once, and then new ones have to start.
  const allowedMs = Math.max(5_000, 50 * Math.max(...calm), 3 * Math.max(...startups));
  expect(waits.filter((ms) => ms < allowedMs).length).toBeGreaterThanOrEqual(8);
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  await Promise.all(keepers);
});
