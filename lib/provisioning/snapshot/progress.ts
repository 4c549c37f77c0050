import { clock } from '@/lib/clock';

/** What a copy tells while it runs. Rows and bytes are counted as they pass; what is estimated says so. */
export type SnapshotProgress =
  | { kind: 'phase'; phase: SnapshotPhase }
  | {
      kind: 'rows';
      table: string;
      /** Of this table, so far. Bytes are those of the COPY stream. */
      rows: number;
      bytes: number;
      /** The planner's estimate; null where the table was never analysed. */
      estimatedRows: number | null;
      tableDone: boolean;
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

type Counter = { rows: number; bytes: number; weight: number; estimatedRows: number | null; done: boolean };

/** Counts, and tells at most five times a second, besides at each table's end. */
export function createProgressMeter(
  tables: readonly ProgressTable[],
  tell: (progress: SnapshotProgress) => void,
): ProgressMeter {
  const counters = new Map<string, Counter>();
  for (const { key, estimatedRows, bytes } of tables) {
    const estimate = estimatedRows < 0 ? null : estimatedRows;
    counters.set(key, { rows: 0, bytes: 0, weight: bytes + 1, estimatedRows: estimate, done: false });
  }
  const estimatedTotalRows = sum(counters, (each) => each.estimatedRows ?? 0);
  const began = clock.elapsed();
  let toldAt = 0;

  const emit = (table: string, counter: Counter) => {
    const now = clock.elapsed();
    if (!counter.done && now - toldAt < leastIntervalMs) return;
    toldAt = now;
    const { rows, bytes, estimatedRows, done } = counter;
    const share = sum(counters, (each) => each.weight * shareOf(each)) / sum(counters, (each) => each.weight);
    const secondsLeft = share > 0.01 ? Math.round(((now - began) / 1_000) * (1 / share - 1)) : null;
    tell({
      kind: 'rows',
      table,
      rows,
      bytes,
      estimatedRows,
      tableDone: done,
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
      emit(table, counter);
    },
    tableDone: (table) => {
      const counter = counters.get(table);
      if (!counter) return;
      counter.done = true;
      emit(table, counter);
    },
  };
}

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
