import { escapeIdentifier } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { StorageRow } from '../../catalogue/read-storage';
import type { CompiledSelect } from '../../masks/compile/compile-select';
import { toProvisioningError } from '../../provisioning-error';
import type { Lane } from '../lanes/lane';
import type { Task } from '../lanes/run-lanes';
import type { ProgressMeter } from '../progress';
import { SpliceError, spliceCopy } from '../wire/splice-copy';
import type { Throttle } from '../wire/throttle';
import { chooseFormat } from './copy-format';

/**
 * The tasks that move rows. A table that outweighs the others is read in ranges of row addresses, which several workers
 * take side by side; every other table is moved whole, emptied and filled in one transaction with its rows frozen, so
 * that no later reader has to look up whether they are visible.
 */

export type TableWork = {
  table: CatalogueTable;
  /** Where the rows go: the table's namesake, or the partitioned table above it. */
  into: CatalogueTable;
  select: CompiledSelect;
  storage: StorageRow;
};

export type TableResult = { table: string; rows: number; bytes: number };

type Range = { from: number; to: number | null };

/** Below this a range costs more in round trips than it saves by evening the load out. */
const leastRangeBytes = 32 * 1024 * 1024;

export type RowTasks = {
  tasks: Task<Lane>[];
  /** Names of the tasks that fill a table. */
  of: Map<string, string[]>;
  results: Map<string, TableResult>;
};

/** One task per table or range of one. Failures are ProvisioningErrors that name the table and never a value. */
export function rowTasks(
  work: readonly TableWork[],
  options: {
    jobs: number;
    meter: ProgressMeter;
    throttle?: Throttle | undefined;
    /** Keys of tables whose rows can be written only when all others are there. */
    late?: ReadonlySet<string>;
  },
): RowTasks {
  const total = work.reduce((sum, { storage }) => sum + storage.bytes, 0);
  const results = new Map<string, TableResult>();
  const names = new Map<string, string[]>();
  const isLate = ({ table, into }: TableWork) => [table.key, into.key].some((key) => options.late?.has(key));
  const early: string[] = [];
  // Those that others wait for come first, so that their names are known.
  const ordered = [...work].sort((a, b) => Number(isLate(a)) - Number(isLate(b)));
  const tasks = ordered.flatMap((each): Task<Lane>[] => {
    const { key } = each.table;
    const ranges = rangesOf(each.storage, total, options.jobs);
    const result = { table: key, rows: 0, bytes: 0 };
    results.set(key, result);
    let open = ranges.length;
    const isRouted = each.into.key !== key;
    const list = ranges.map(
      (range, at): Task<Lane> => ({
        name: `rows of ${key} ${at}`,
        weight: each.storage.bytes / ranges.length,
        after: isLate(each) ? early : [],
        exclusive: [],
        shared: [],
        stage: 0,
        run: async (lane) => {
          const isWhole = ranges.length === 1 && !isRouted;
          const moved = await moveRange(each, range, isWhole, lane, options);
          result.rows += moved.rows;
          result.bytes += moved.bytes;
          open -= 1;
          if (open === 0) options.meter.tableDone(key);
        },
      }),
    );
    for (const filled of isRouted ? below(each.into, work) : [key])
      names.set(filled, [...(names.get(filled) ?? []), ...list.map((task) => task.name)]);
    if (!isLate(each)) early.push(...list.map((task) => task.name));
    return list;
  });
  return { tasks, of: names, results };
}

/** Tables whose rows go into the same partitioned table: each may be filled by the rows of any of them. */
function below(into: CatalogueTable, work: readonly TableWork[]): string[] {
  return work.filter((each) => each.into.key === into.key).map((each) => each.table.key);
}

/** Ranges of pages that cover the heap; one that is open on both ends stands for the whole table. */
export function rangesOf(storage: StorageRow, totalBytes: number, jobs: number): Range[] {
  const share = totalBytes / jobs;
  const worthwhile =
    storage.rangesWork && jobs > 1 && storage.bytes > Math.max(2 * leastRangeBytes, share / 2);
  if (!worthwhile) return [{ from: 0, to: null }];
  const count = Math.min(
    Math.ceil(storage.bytes / Math.max(leastRangeBytes, share / 4)),
    Math.max(1, storage.pages),
  );
  return Array.from({ length: count }, (_, at) => ({
    from: Math.floor((storage.pages * at) / count),
    to: at === count - 1 ? null : Math.floor((storage.pages * (at + 1)) / count),
  }));
}

async function moveRange(
  { table, into, select, storage }: TableWork,
  range: Range,
  isWhole: boolean,
  lane: Lane,
  options: { meter: ProgressMeter; throttle?: Throttle | undefined },
): Promise<{ rows: number; bytes: number }> {
  const name = `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
  const target = `${escapeIdentifier(into.schema)}.${escapeIdentifier(into.name)}`;
  const columns = select.columns.length > 0 ? ` (${select.columns.map(escapeIdentifier).join(', ')})` : '';
  const conditions = [...rangeConditions(range, select.alias), ...(select.where ? [select.where] : [])];
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const rows = `${select.sql} FROM ONLY ${name} AS ${select.alias}${where}`;
  try {
    const written = `SELECT ${select.columns.map(escapeIdentifier).join(', ')} FROM ${target}`;
    const format = await chooseFormat(lane, { read: rows, write: written }, storage.bytes);
    await lane.target.query(isWhole ? `BEGIN; TRUNCATE ONLY ${target}` : 'BEGIN');
    const moved = await spliceCopy({
      source: lane.source,
      target: lane.target,
      read: `COPY (${rows}) TO STDOUT (FORMAT ${format})`,
      write: `COPY ${target}${columns} FROM STDIN (FORMAT ${format}${isWhole ? ', FREEZE' : ''})`,
      onProgress: (rowsBegun, bytes) => options.meter.moved(table.key, rowsBegun, bytes),
      throttle: options.throttle,
    });
    await lane.target.query('COMMIT');
    return moved;
  } catch (thrown) {
    const doing = `copying the rows of ${table.key}`;
    if (thrown instanceof SpliceError) throw toProvisioningError(thrown.cause, thrown.side, doing);
    throw toProvisioningError(thrown, 'target', doing);
  }
}

function rangeConditions({ from, to }: Range, alias: string): string[] {
  return [
    ...(from > 0 ? [`${alias}.ctid >= '(${from},0)'::tid`] : []),
    ...(to !== null ? [`${alias}.ctid < '(${to},0)'::tid`] : []),
  ];
}
