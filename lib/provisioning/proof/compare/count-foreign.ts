import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnPromise } from '../promises/promise';
import { fromClause } from './hash-select';

/** Of one column of the target: values there are, and how many of them should not be. */
export type ForeignCount = { values: number; foreign: number };

/**
 * Counts, in one pass over the target's table, the values that columns of a known form should not hold: any at all where
 * the plan empties the column, else those that its mask never makes.
 */
export async function countForeign(
  target: Client,
  place: { table: CatalogueTable; schema: string },
  columns: readonly (ColumnPromise & { column: CatalogueColumn })[],
): Promise<Map<string, ForeignCount>> {
  if (columns.length === 0) return new Map();
  const counts = columns.flatMap(({ column, foreign }) => {
    const value = `src.${escapeIdentifier(column.name)}`;
    const wrong = foreign ? `count(*) FILTER (WHERE ${foreign(value)})` : `count(${value})`;
    return [`count(${value})::float8`, `${wrong}::float8`];
  });
  const { rows } = await target.query<number[]>({
    text: `SELECT ${counts.join(', ')} ${fromClause({ ...place, where: null })}`,
    rowMode: 'array',
  });
  const [counted = []] = rows;
  return new Map(
    columns.map(({ column }, at) => [
      column.name,
      { values: counted[2 * at] ?? 0, foreign: counted[2 * at + 1] ?? 0 },
    ]),
  );
}
