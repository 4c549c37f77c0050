import { db } from './client';

/** About how many rows a table has, as the planner counts (`pg_class.reltuples`); null for one that was never analysed. */
export async function estimateRows(table: string): Promise<number | null> {
  const [found] = await db().$queryRaw<{ rows: number }[]>`
    SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = to_regclass(format('%I', ${table}::text))`;
  return found && found.rows >= 0 ? found.rows : null;
}
