import { expect, test } from 'vitest';
import { createProgressMeter, type SnapshotProgress } from './progress';

test('an overview names the tables under way first, counts all, and stays within its bound', () => {
  const told: SnapshotProgress[] = [];
  const tables = Array.from({ length: 2_000 }, (_, n) => ({ key: `s.t${n}`, estimatedRows: 10, bytes: n }));
  const meter = createProgressMeter(tables, (progress) => told.push(progress));
  meter.moved('s.t1999', 10, 100);
  meter.tableDone('s.t1999');
  meter.moved('s.t3', 4, 40);
  meter.moved('s.t5', 2, 20);
  meter.tableDone('s.t0');
  const last = told.at(-1);
  if (last?.kind !== 'rows') throw new Error('nothing was told');
  expect(last.overview).toMatchObject({ done: 2, total: 2_000 });
  expect(last.overview.tables.length).toBeLessThanOrEqual(25);
  expect(last.overview.tables.slice(0, 4).map(({ table }) => table)).toEqual([
    's.t5',
    's.t3',
    's.t1999',
    's.t0',
  ]);
  expect(last).toMatchObject({ totalRows: 16, totalBytes: 160, table: { table: 's.t0', done: true } });
});
