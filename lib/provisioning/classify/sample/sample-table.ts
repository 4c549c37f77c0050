import pg, { type ClientBase } from 'pg';
import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { behindSavepoint } from '../../plan-check/attempt';
import { sampledRows } from '../../plan-check/probe/sampled-rows';

/**
 * Reads a bounded sample of one table as text, one array of values per column. Values are cut on the server, so that a
 * 100 MB document costs no more than its first characters; bytes come as their length and first eight bytes only.
 * The values are for `profileValues` and must go nowhere else.
 */

export type TableSample = Map<string, (string | null)[]>;

const textLimit = 400;
/** Documents have to be whole to be read; longer ones are passed over. */
const documentLimit = 20_000;
const arrayItems = 20;
/** Stands between the items of an array. */
export const itemSeparator = '\u001f';

function readable(column: CatalogueColumn): string {
  const name = pg.escapeIdentifier(column.name);
  const { kind, base } = column.type;
  if (base === 'bytea') return `octet_length(${name})::text`;
  if (kind === 'array' && column.type.element?.base === 'hstore')
    return `(SELECT string_agg(left(${jsonOf(column.type.element, 'e')}::text, ${documentLimit}), E'\\x1f') FROM unnest((${name})[1:${arrayItems}]) AS e)`;
  if (kind === 'array')
    return `left(array_to_string((${name})[1:${arrayItems}], E'\\x1f'), ${documentLimit})`;
  const whole = kind === 'composite' || ['json', 'jsonb', 'hstore'].includes(base);
  if (whole) {
    const document =
      kind === 'composite'
        ? `to_jsonb(${name})::text`
        : base === 'hstore'
          ? `${jsonOf(column.type, name)}::text`
          : `${name}::text`;
    return `CASE WHEN pg_column_size(${name}) < ${documentLimit} THEN ${document} END`;
  }
  // Text that may be a document has to be whole as well.
  return `left(${name}::text, CASE WHEN left(${name}::text, 1) IN ('{', '[') THEN ${documentLimit} ELSE ${textLimit} END)`;
}

const jsonOf = ({ schema }: ColumnType, sql: string) =>
  `${pg.escapeIdentifier(schema)}.hstore_to_json(${sql})`;

async function readRows(client: ClientBase, from: string, columns: CatalogueColumn[]): Promise<TableSample> {
  const list = columns.map((column, at) => `${readable(column)} AS c${at}`).join(', ');
  const { rows } = await client.query<Record<string, string | null>>(`SELECT ${list} FROM ${from}`);
  return new Map(columns.map((column, at) => [column.name, rows.map((row) => row[`c${at}`] ?? null)]));
}

const filledIn = (values: (string | null)[]) =>
  values.filter((value) => value !== null && value !== '').length;

/** Columns that the sample shows nearly empty are asked for their filled rows, wherever those lie. */
async function readSparse(
  client: ClientBase,
  table: CatalogueTable,
  columns: CatalogueColumn[],
  sample: TableSample,
): Promise<void> {
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;
  for (const column of columns) {
    const known = sample.get(column.name) ?? [];
    if (known.length < 100 || filledIn(known) >= 10) continue;
    const only = table.kind === 'p' ? '' : 'ONLY ';
    const from = `(SELECT * FROM ${only}${name} WHERE ${pg.escapeIdentifier(column.name)} IS NOT NULL LIMIT 50) AS filled`;
    const found = await attempt(client, () => readRows(client, from, [column]));
    if (found) sample.set(column.name, [...known, ...(found.get(column.name) ?? [])]);
  }
}

/** A statement that is stopped or refused costs its own answer, not the classification. */
async function attempt<T>(client: ClientBase, work: () => Promise<T>): Promise<T | null> {
  const done = await behindSavepoint(client, work);
  return 'result' in done ? done.result : null;
}

/**
 * Samples a table inside the caller's transaction. A column that cannot be read (a broken cast, a time-out) comes back
 * without values. Rejects only when the connection fails.
 */
export async function sampleTable(
  client: ClientBase,
  table: CatalogueTable,
  rows: number,
): Promise<TableSample> {
  if (table.columns.length === 0) return new Map();
  const from = sampledRows(table, rows, 'sampled');
  const whole = await attempt(client, () => readRows(client, from, table.columns));
  const sample: TableSample = whole ?? new Map();
  if (!whole)
    for (const column of table.columns) {
      const one = await attempt(client, () => readRows(client, from, [column]));
      sample.set(column.name, one?.get(column.name) ?? []);
    }
  await readSparse(client, table, table.columns, sample);
  return sample;
}
