import type { ClientBase } from 'pg';

export type TableColumns = {
  table: string;
  /** Partitioned, so that rows are read and written through the root. */
  partitioned: boolean;
  /** Columns that hold a value of their own, in order; generated ones are left out. */
  columns: string[];
};

/** The tables of a schema that are no partitions, each with the columns that a copy writes. */
export async function readTableColumns(client: ClientBase, schema: string): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `SELECT c.relname::text AS "table", c.relkind = 'p' AS partitioned,
            ARRAY(SELECT a.attname FROM pg_attribute a
                   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                   ORDER BY a.attnum)::text[] AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY c.relname`,
    [schema],
  );
  return rows;
}
