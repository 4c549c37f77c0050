import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { CodedCheck } from '../../catalogue/loading/read-coded-checks';
import { readSequencePositions } from '../../catalogue/read-sequences';
import { readServer } from '../../catalogue/server/read-server';
import { advanceSequences } from '../../copy/advance-sequences';
import { buildTasks } from '../build/build-tasks';
import { nameBrokenRule } from '../build/name-broken-rule';
import type { CopySessions } from '../copy-sessions';
import type { PreparedCopy } from '../prepare-copy';
import type { ProgressMeter } from '../progress';
import { type RowTasks, rowTasks, type TableResult } from '../rows/row-tasks';
import type { WatchedSnapshot } from '../source/start-watch';
import { createThrottle } from '../wire/throttle';
import type { Lane } from './lane';
import { runLanes, type Task } from './run-lanes';

/** Which rows go where: a plan with its source in hand, a target that has its tables, and workers for both. */
export type Load = {
  plan: ScrubPlan;
  held: WatchedSnapshot;
  prepared: PreparedCopy;
  lanes: readonly Lane[];
  /** Checks that were taken off before the rows came. */
  aside: readonly CodedCheck[];
  meter: ProgressMeter;
};

export type Loaded = { tables: TableResult[]; rows: number; bytes: number; sequences: number };

/**
 * Moves the rows of every table, and builds on each what it is made for as soon as its rows are there. Once all rows are in,
 * sequences follow and the source is let go, but for the holder of the snapshot. Failures are ProvisioningErrors that name
 * what is broken and never a value.
 */
export async function loadAndBuild(load: Load, jobs: number, sessions: CopySessions): Promise<Loaded> {
  const { plan, held, prepared, lanes, aside, meter } = load;
  const { bytesPerSecond } = sessions.limits;
  const rows = rowTasks(prepared.work, {
    jobs,
    meter,
    late: prepared.late.rows,
    throttle: bytesPerSecond === undefined ? undefined : createThrottle(bytesPerSecond),
  });
  meter.phase('rows');
  const counted = { sequences: 0 };
  const afterRows = afterRowsTask(rows, async ({ target }) => {
    meter.phase('indexes');
    counted.sequences = await setSequences(plan, held.client, target);
    await Promise.all(lanes.slice(1).map(({ source }) => source.end()));
    await held.watch.goOn();
  });
  const [first] = lanes;
  const build = buildTasks({
    statements: prepared.postData,
    catalogue: held.catalogue,
    filledBy: rows.of,
    bytes: prepared.bytes,
    targetVersion: first ? (await readServer(first.target)).version : 0,
    lateIndexes: prepared.late.indexes,
    aside,
  });
  await runLanes(lanes, [...rows.tasks, afterRows, ...build], sessions.signal).catch((thrown: unknown) => {
    throw nameBrokenRule(thrown, plan, held.catalogue);
  });
  const tables = [...rows.results.values()];
  const sumOf = (of: (table: TableResult) => number) => tables.reduce((sum, each) => sum + of(each), 0);
  return { tables, rows: sumOf((each) => each.rows), bytes: sumOf((each) => each.bytes), ...counted };
}

/**
 * The source's positions would tell how many rows all tenants have, so those of a copy of one tenant follow its own rows:
 * just past the furthest value of the columns that a sequence feeds, or at its start. Returns how many were moved.
 */
async function setSequences({ tenant, schemas }: ScrubPlan, source: Client, target: Client): Promise<number> {
  if (!tenant) return copySequences(source, target, schemas);
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

/**
 * Gives the target's sequences the positions that the source's have now, which are at or past those of any snapshot
 * taken before. Returns how many there are.
 */
async function copySequences(source: Client, target: Client, schemas: string[]): Promise<number> {
  const sequences = await readSequencePositions(source, schemas);
  const calls = sequences.map(({ schema, name, lastValue, isCalled }) => {
    const sequence = escapeLiteral(`${escapeIdentifier(schema)}.${escapeIdentifier(name)}`);
    return `setval(${sequence}::regclass, ${lastValue}, ${isCalled})`;
  });
  // A SELECT may have 1,664 columns at most.
  for (let at = 0; at < calls.length; at += 500)
    await target.query(`SELECT ${calls.slice(at, at + 500).join(', ')}`);
  return sequences.length;
}
