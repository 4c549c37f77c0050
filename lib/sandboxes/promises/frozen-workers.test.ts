import type { ChildProcess } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { leaseMs } from '../../operations/lease';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { seededRandom } from '../../testing/faults/random';
import { useQuickPace } from '../../testing/pace';
import { useProduction } from '../../testing/production';
import { signSnapshot } from '../../testing/signed-snapshots';
import { seedOf, sizeOf } from '../../testing/sizes';
import { useWorkerProcesses } from '../../testing/worker-processes';
import type { World } from '../../testing/world';
import { expectWholeOrAbsent, prepareSnapshots, unfinished } from './builds.fixture';

/**
 * A worker that builds several snapshots at once is frozen with SIGSTOP at a moment that the seed chooses, for three
 * lease times; another takes all of them over; then it wakes in the middle of what it was doing.
 */
const freezes = sizeOf('frozen-workers');
const seed = seedOf(20_261_125);
const atOnce = 5;

useControlDatabase();
useQuickPace();
useProduction();
const workers = useWorkerProcesses();
const random = seededRandom(seed);
let world: World;
let lyingBefore: string[];

beforeAll(async () => {
  ({ world, lyingBefore } = await prepareSnapshots());
});

/** What a frozen worker could still write to once it wakes, as it stands now. */
async function recorded(operationIds: string[]) {
  const where = { operationId: { in: operationIds } };
  const operations = await db().operation.findMany({
    where: { id: { in: operationIds } },
    orderBy: { id: 'asc' },
    include: { sandbox: true },
  });
  const sandboxIds = operations.map(({ sandboxId }) => sandboxId);
  const published = await asSuperuser(
    `SELECT oid, datname, shobj_description(oid, 'pg_database') AS mark, datacl::text FROM pg_database
      WHERE substring(datname FROM '^sb_([a-z0-9]+)') = ANY ($1) ORDER BY oid`,
    [sandboxIds],
  );
  return {
    state: operations,
    certificates: await db().certificate.findMany({ where, orderBy: { id: 'asc' } }),
    progress: await db().operationStep.findMany({
      where,
      orderBy: [{ operationId: 'asc' }, { name: 'asc' }],
    }),
    audit: await db().auditEvent.findMany({
      where: { subjectId: { in: sandboxIds } },
      orderBy: { seq: 'asc' },
    }),
    published,
  };
}

/** Freezes whoever holds these operations once all are under way, and says in which steps that was. */
async function freeze(operationIds: string[]) {
  const under = { where: { id: { in: operationIds }, state: 'running' as const } };
  await expect.poll(() => db().operation.count(under)).toBe(operationIds.length);
  await clock.sleep(random() * 6_000);
  const holder = await workers.holderOf(operationIds[0] ?? '');
  if (!holder) throw new Error('nobody holds the first operation');
  holder.kill('SIGSTOP');
  const held = await db().operation.findMany({ where: under.where, select: { id: true, attempt: true } });
  const steps = await db().operationStep.findMany({
    where: { operationId: { in: operationIds }, state: 'started' },
    select: { name: true },
  });
  return { holder, held, steps: steps.map(({ name }) => name) };
}

/**
 * It wakes, finds its sessions closed and its leases gone, and cleans up after itself. Then it begins another shift, or
 * has ended, for its supervisor to start again.
 */
async function wokenUp(holder: ChildProcess, since: Date): Promise<void> {
  const shifts = { where: { pid: holder.pid, startedAt: { gt: since } } };
  const hasEnded = () => holder.exitCode !== null || holder.signalCode !== null;
  await expect.poll(async () => hasEnded() || (await db().heartbeat.count(shifts)) > 0).toBe(true);
  await clock.sleep(5_000);
}

type Recorded = Awaited<ReturnType<typeof recorded>>;
const parts = ['state', 'certificates', 'progress', 'audit', 'published'] as const;

/** How many rows of each part differ between two moments. */
function differences(before: Recorded, after: Recorded): Record<string, number> {
  return Object.fromEntries(
    parts.map((part) => {
      const [earlier, later]: [unknown[], unknown[]] = [before[part], after[part]];
      const changed = later.filter((row) => !earlier.some((other) => isDeepStrictEqual(row, other)));
      return [part, Math.max(changed.length, earlier.length - later.length)];
    }),
  );
}

test(`${freezes} builds whose worker was frozen for three lease times: none of its late writes is accepted`, async () => {
  const steps: string[] = [];
  const late: Record<string, number>[] = [];
  let takenOver = 0;
  for (let done = 0; done < freezes; done += atOnce) {
    await workers.start(1, atOnce);
    const ids: string[] = [];
    for (let n = 0; n < Math.min(atOnce, freezes - done); n += 1)
      ids.push((await signSnapshot(world)).operationId);
    const frozen = await freeze(ids);
    steps.push(...frozen.steps);
    const frozenAt = clock.elapsed();
    await workers.start(1, atOnce);
    await expect.poll(unfinished, { timeout: 600_000, interval: 500 }).toBe(0);
    await clock.sleep(3 * leaseMs() - (clock.elapsed() - frozenAt));
    const before = await recorded(ids);
    for (const { id, attempt } of frozen.held)
      if (before.state.some((operation) => operation.id === id && operation.attempt > attempt))
        takenOver += 1;
    const since = await databaseNow(db());
    frozen.holder.kill('SIGCONT');
    await wokenUp(frozen.holder, since);
    const after = await recorded(ids);
    late.push(differences(before, after));
    await expectWholeOrAbsent(lyingBefore);
    const failures = after.state.map(({ failureCode, failureMessage }) => ({ failureCode, failureMessage }));
    expect(failures).toEqual(after.state.map(() => ({ failureCode: null, failureMessage: null })));
    for (const { id } of after.state)
      expect(after.certificates.filter(({ operationId }) => operationId === id)).toHaveLength(1);
    frozen.holder.kill('SIGKILL');
    // The same comparison sees a late write where one is accepted.
    await db().operationStep.updateMany({ where: { operationId: ids[0] ?? '' }, data: { detail: 'late' } });
    expect(differences(after, await recorded(ids)).progress).toBeGreaterThan(0);
  }
  console.warn(
    `frozen ${freezes}, seed ${seed}, at the steps ${steps.join(', ')}; ${takenOver} taken over; late writes accepted:`,
    late,
  );
  expect(takenOver).toBeGreaterThan(0);
  for (const each of late) expect(each).toEqual(Object.fromEntries(parts.map((part) => [part, 0])));
}, 3_600_000);
