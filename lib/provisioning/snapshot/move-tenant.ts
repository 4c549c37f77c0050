import type { Client } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { advanceSequences } from '../copy/advance-sequences';
import { liftForce, restoreForce } from '../copy/forced-row-security';
import { renameSchema } from '../structure/rename-schema';
import { buildTasks } from './build/build-tasks';
import { nameBrokenRule } from './build/name-broken-rule';
import { setChecksAside } from './build/set-checks-aside';
import type { CopyOptions, SnapshotReport } from './copy-options';
import type { CopySessions } from './copy-sessions';
import type { Lane } from './lane';
import { runLanes, type Task } from './lanes/run-lanes';
import type { PreparedCopy } from './prepare-copy';
import { createProgressMeter } from './progress';
import { copySequences } from './rows/copy-sequences';
import { type RowTasks, rowTasks } from './rows/row-tasks';
import { joinSnapshot } from './source/hold-snapshot';
import type { WatchedSnapshot } from './source/start-watch';
import {
  assertEmpty,
  listUnvalidated,
  openTarget,
  writeComments,
  writeStructure,
} from './target/prepare-target';
import { createThrottle } from './wire/throttle';

export type MovedTenant = Omit<SnapshotReport, 'manifest' | 'heldMs' | 'totalMs'>;

/**
 * Structure, rows, and all that is built on them, then whatever the caller does before the source is let go. Sessions
 * are left for `CopySessions` to end. Failures are ProvisioningErrors; the target is then half made.
 */
export async function moveTenant(
  plan: ScrubPlan,
  held: WatchedSnapshot,
  prepared: PreparedCopy,
  options: CopyOptions,
  sessions: CopySessions,
): Promise<MovedTenant> {
  const meter = createProgressMeter(
    prepared.work.map(({ table, storage }) => ({ ...table, bytes: storage.bytes })),
    (progress) => options.onProgress?.(progress),
  );
  const first = sessions.keep(await openTarget(options.target.url, sessions));
  await assertEmpty(first, plan.schemas);
  meter.phase('writing-structure');
  const { preData, postData } = prepared;
  const printed = await writeStructure(first, prepared.extensions, {
    preData,
    postData,
    schemas: plan.schemas,
  });
  const forced = await liftForce(first, plan.schemas);
  const aside = await setChecksAside(first, plan.schemas);
  const lanes = await openLanes(held, first, options, sessions);
  const { bytesPerSecond } = sessions.limits;
  const rows = rowTasks(prepared.work, {
    jobs: options.jobs,
    meter,
    late: prepared.late.rows,
    throttle: bytesPerSecond === undefined ? undefined : createThrottle(bytesPerSecond),
  });
  meter.phase('rows');
  const counted = { sequences: 0 };
  const afterRows = afterRowsTask(rows, async (lane) => {
    meter.phase('indexes');
    counted.sequences = plan.tenant
      ? await followRows(lane.target, plan.schemas)
      : await copySequences(held.client, lane.target, plan.schemas);
    await Promise.all(lanes.slice(1).map(({ source }) => source.end()));
    await held.watch.goOn();
  });
  const build = buildTasks({
    statements: postData,
    catalogue: held.catalogue,
    filledBy: rows.of,
    bytes: prepared.bytes,
    targetVersion: await versionOf(first),
    lateIndexes: prepared.late.indexes,
    aside,
  });
  await runLanes(lanes, [...rows.tasks, afterRows, ...build], sessions.signal).catch((thrown: unknown) => {
    throw nameBrokenRule(thrown, plan, held.catalogue);
  });
  meter.phase('finishing');
  if (prepared.comments) await writeComments(first, prepared.comments);
  const unvalidated = await listUnvalidated(first, plan.schemas);
  const [schema, ...others] = plan.schemas;
  if (options.targetSchema !== undefined && schema !== undefined && others.length === 0)
    await renameSchema(first, schema, options.targetSchema);
  const tables = [...rows.results.values()];
  if (options.beforeRelease) {
    meter.phase('proof');
    const { signal } = sessions;
    await options.beforeRelease({ snapshotId: held.id, snapshotAt: held.at, tables, signal, printed });
    // Whoever ignores the signal has used a snapshot that nobody held any more.
    signal.throwIfAborted();
  }
  await restoreForce(first, forced, options.targetSchema);
  return {
    tables,
    rows: tables.reduce((sum, each) => sum + each.rows, 0),
    bytes: tables.reduce((sum, each) => sum + each.bytes, 0),
    sequences: counted.sequences,
    unvalidated,
    notes: prepared.notes,
  };
}

/** The holder of the snapshot is the first worker's source, so that the source sees no session that only waits. */
async function openLanes(
  held: WatchedSnapshot,
  first: Client,
  options: CopyOptions,
  sessions: CopySessions,
): Promise<Lane[]> {
  const lanes: Lane[] = [{ source: held.client, target: first }];
  while (lanes.length < options.jobs) {
    const source = sessions.keep(await joinSnapshot(options.source.url, held.id, sessions));
    await held.watch.add(source);
    const target = sessions.keep(await openTarget(options.target.url, sessions));
    lanes.push({ source, target });
  }
  return lanes;
}

/**
 * The source's positions would tell how many rows all tenants have, so those of a copy of one tenant follow its own rows:
 * just past the furthest value of the columns that a sequence feeds, or at its start.
 */
async function followRows(target: Client, schemas: readonly string[]): Promise<number> {
  let moved = 0;
  for (const schema of schemas) moved += await advanceSequences(target, schema);
  return moved;
}

/** Runs once all rows are in: sequences must not be behind any of them, and the source is needed no more but for proof. */
function afterRowsTask(rows: RowTasks, run: (lane: Lane) => Promise<void>): Task<Lane> {
  return {
    name: 'sequences',
    weight: Number.MAX_SAFE_INTEGER,
    after: rows.tasks.map((task) => task.name),
    exclusive: [],
    shared: [],
    stage: 0,
    run,
  };
}

async function versionOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  return rows[0]?.version ?? 0;
}
