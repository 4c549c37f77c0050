import type { ClientBase } from 'pg';
import type { TableColumns } from '../catalogue/loading/read-table-columns';
import { qualified } from './copy-rows';

/**
 * The exact number of rows of each table, in one statement; of those in `where` the rows that meet a condition over the
 * alias `src`. Rows of tables that inherit from one are not its own.
 */
export async function countRows(
  client: ClientBase,
  schema: string,
  tables: readonly TableColumns[],
  where: ReadonlyMap<string, string> = new Map(),
): Promise<Map<string, number>> {
  if (tables.length === 0) return new Map();
  const counts = tables.map(
    ({ table, partitioned }, at) =>
      `SELECT ${at} AS at, count(*) AS rows FROM ${partitioned ? '' : 'ONLY '}${qualified(schema, table)} AS src WHERE ${where.get(table) ?? 'true'}`,
  );
  const { rows } = await client.query<{ at: number; rows: string }>(counts.join(' UNION ALL '));
  return new Map(rows.map((row) => [tables[row.at]?.table ?? '', Number(row.rows)]));
}
