import type { ClientBase } from 'pg';
import { tableKey } from './table-key';

/** Columns of the schemas' tables that the session's role may not read, by the table's key. */
export async function readUnreadableColumns(
  client: ClientBase,
  schemas: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(c.oid, a.attnum, 'SELECT'))
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [schemas],
  );
  return new Map(rows.map(({ schema, name, columns }) => [tableKey(schema, name), columns]));
}
