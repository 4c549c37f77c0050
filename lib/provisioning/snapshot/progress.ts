import { clock } from '@/lib/clock';
import type { TableOverview, TableProgress } from '../report';

/** What a copy tells while it runs. Rows and bytes are counted as they pass; what is estimated says so. */
export type SnapshotProgress =
  | { kind: 'phase'; phase: SnapshotPhase }
  | {
      kind: 'rows';
      /** The one that just moved on. */
      table: TableProgress;
      overview: TableOverview;
      /** Of the whole copy, so far. */
      totalRows: number;
      totalBytes: number;
      estimatedTotalRows: number;
      /** Until all rows are moved, at the pace so far; null before that can be said. */
      secondsLeft: number | null;
    };

export type SnapshotPhase =
  | 'reading-structure'
  | 'writing-structure'
  | 'rows'
  | 'indexes'
  | 'finishing'
  | 'proof';

export type ProgressTable = { key: string; estimatedRows: number; bytes: number };

export type ProgressMeter = {
  phase: (phase: SnapshotPhase) => void;
  moved: (table: string, rows: number, bytes: number) => void;
  tableDone: (table: string) => void;
};

/** People cannot read faster, and an event per chunk of a socket would cost more than the chunk. */
const leastIntervalMs = 200;

/** Tables in an overview: as many as a person looks at, and few enough to be written several times a second. */
const shownTables = 25;

type Counter = TableProgress & { weight: number };

/** Counts, and tells at most five times a second, besides at each table's end. */
export function createProgressMeter(
  tables: readonly ProgressTable[],
  tell: (progress: SnapshotProgress) => void,
): ProgressMeter {
  const counters = new Map<string, Counter>();
  for (const { key, estimatedRows, bytes } of tables) {
    const estimate = estimatedRows < 0 ? null : estimatedRows;
    const weight = bytes + 1;
    counters.set(key, { table: key, rows: 0, bytes: 0, weight, estimatedRows: estimate, done: false });
  }
  const largestFirst = [...counters.values()].sort((left, right) => right.weight - left.weight);
  const estimatedTotalRows = sum(counters, (each) => each.estimatedRows ?? 0);
  const began = clock.elapsed();
  let toldAt = 0;

  const emit = (counter: Counter) => {
    const now = clock.elapsed();
    if (!counter.done && now - toldAt < leastIntervalMs) return;
    toldAt = now;
    const share = sum(counters, (each) => each.weight * shareOf(each)) / sum(counters, (each) => each.weight);
    const secondsLeft = share > 0.01 ? Math.round(((now - began) / 1_000) * (1 / share - 1)) : null;
    tell({
      kind: 'rows',
      table: withoutWeight(counter),
      overview: overviewOf(largestFirst),
      totalRows: sum(counters, (each) => each.rows),
      totalBytes: sum(counters, (each) => each.bytes),
      estimatedTotalRows,
      secondsLeft,
    });
  };
  return {
    phase: (phase) => tell({ kind: 'phase', phase }),
    moved: (table, rows, bytes) => {
      const counter = counters.get(table);
      if (!counter) return;
      counter.rows += rows;
      counter.bytes += bytes;
      emit(counter);
    },
    tableDone: (table) => {
      const counter = counters.get(table);
      if (!counter) return;
      counter.done = true;
      emit(counter);
    },
  };
}

/** Those under way first, then those that are done, then those that wait; of each the largest first, as they come. */
function overviewOf(largestFirst: readonly Counter[]): TableOverview {
  const done = largestFirst.filter((each) => each.done);
  const open = largestFirst.filter((each) => !each.done);
  const shown = [...open.filter(({ rows }) => rows > 0), ...done, ...open.filter(({ rows }) => rows === 0)];
  return {
    tables: shown.slice(0, shownTables).map(withoutWeight),
    done: done.length,
    total: largestFirst.length,
  };
}

const withoutWeight = ({ weight: _weight, ...progress }: Counter): TableProgress => progress;

/** How much of a table has passed, by rows where there is an estimate, else by its size on disk. */
function shareOf({ rows, bytes, weight, estimatedRows, done }: Counter): number {
  if (done) return 1;
  return Math.min(0.99, estimatedRows ? rows / estimatedRows : bytes / weight);
}

function sum(counters: Map<string, Counter>, of: (counter: Counter) => number): number {
  let total = 0;
  for (const counter of counters.values()) total += of(counter);
  return total;
}
