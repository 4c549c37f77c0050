import type { PlanTable } from '../../../plan-format/scrub-plan';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { type ColumnCount, compareColumns, type Sides } from './compare-columns';
import { fromClause, type HashedColumn, type HashPlace, type RowKey, rowSeed } from './hash-select';
import { HashSet } from './hash-set';

/**
 * Row by row where the plan keeps no key of a table: what it keeps of a row, taken together, often is that row's alone.
 * Such rows are found again in the copy, and there a masked column must not hold its own value. Rows that look alike are
 * left out, so this says something of the others only, and of a table of many rows a sample.
 */

/** Rows of the sample: of a column that came through raw in one of a hundred rows, four hundred are in it. */
const sampleRows = 40_000;
/** Columns that a row is told by. More tell no more, and each is written into the statement. */
const mostColumns = 50;

const written = new Set(
  'bool int2 int4 int8 numeric float4 float8 date time timetz timestamp timestamptz interval uuid inet cidr macaddr text varchar bpchar citext'.split(
    ' ',
  ),
);
/** Short values that both servers write alike. */
const isWritten = ({ kind, base }: ColumnType) => kind === 'enum' || (kind === 'base' && written.has(base));

/** The columns of a unique key that the plan keeps whole, by which a row is found again; null where there is none. */
export function keptKey(table: CatalogueTable, plan: PlanTable): string[] | null {
  const keys = table.uniqueKeys.filter(
    (key) =>
      key.columns.length > 0 &&
      key.predicate === null &&
      key.columns.every((name) => plan.columns[name]?.mask?.name === 'keep'),
  );
  const [first] = keys.sort((left, right) => Number(right.primary) - Number(left.primary));
  return first?.columns ?? null;
}

/** The columns that the plan keeps as they are; null where there is none to tell rows by. */
export function keptTogether(table: CatalogueTable, plan: PlanTable): RowKey | null {
  const columns = table.columns
    .filter(({ name, type }) => plan.columns[name]?.mask?.name === 'keep' && isWritten(type))
    .map(({ name }) => name)
    .slice(0, mostColumns);
  return columns.length > 0 ? { columns, nulls: 'equal' } : null;
}

type RowsToTellApart = {
  key: RowKey;
  columns: readonly HashedColumn[];
  /** Of the source, for the size of the sample. */
  rows: number;
  /** Bytes for the sets of hashes; of a column at least are taken what a sample needs, a quarter of a megabyte. */
  memory: number;
};

/**
 * Compares each column in the rows that `key` tells apart on both sides; one that has no value in any of them is left
 * out. Rejects when a server fails.
 */
export async function compareToldApart(
  sides: Sides,
  places: { source: HashPlace; target: HashPlace },
  { key, columns, rows, memory }: RowsToTellApart,
): Promise<ColumnCount[]> {
  const every = Math.max(1, Math.ceil(rows / sampleRows));
  const capacity = Math.ceil((1.5 * rows) / every) + 1_000;
  const columnsAtOnce = Math.max(1, Math.floor(memory / HashSet.bytesFor(capacity)));
  const sets = columns.slice(0, columnsAtOnce).map(() => new HashSet(capacity));
  const counts: ColumnCount[] = [];
  for (let at = 0; at < columns.length; at += columnsAtOnce) {
    const shared = { columns: columns.slice(at, at + columnsAtOnce), key, parts: 1 };
    const side = (name: 'source' | 'target') => ({
      ...places[name],
      ...shared,
      side: name,
      where: onlyToldApart(places[name], key, every),
    });
    const found = await compareColumns(sides, { source: side('source'), target: side('target') }, sets);
    counts.push(...found.columns);
  }
  return counts.filter(({ compared }) => compared > 0);
}

/** One in so many of the rows that share what is kept of them with no other. Both sides choose the same. */
function onlyToldApart(place: HashPlace, key: RowKey, every: number): string {
  const row = rowSeed({ ...place, key });
  const sampled = `${place.where === null ? '' : `(${place.where}) AND `}(${row} & 65535) % ${every} = 0`;
  return `${sampled} AND ${row} IN (SELECT ${row} ${fromClause({ ...place, where: sampled })} GROUP BY 1 HAVING count(*) = 1)`;
}
