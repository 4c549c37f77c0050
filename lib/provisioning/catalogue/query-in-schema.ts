import type { ClientBase, QueryResultRow } from 'pg';
import { escapeIdentifier } from 'pg';

/**
 * Runs a query, whose only parameter $1 is a schema's name, with that schema alone as search_path, so that PostgreSQL's
 * printing functions leave its name out. `columns` are the names of what the query yields.
 *
 * The query is parsed while search_path is pg_catalog and run while it is the tenant's schema. Printing functions look at
 * the path when they run; operators and functions of the query itself were chosen before, so that an operator `=` that
 * somebody put into the schema is never called by us. The lateral join makes the change of the path come first. The
 * session's search_path is put back, unless the query throws.
 */
export async function queryInSchema<Row extends QueryResultRow>(
  client: ClientBase,
  schema: string,
  columns: readonly (keyof Row & string)[],
  query: string,
): Promise<Row[]> {
  const before = await client.query<{ path: string }>(
    "SELECT pg_catalog.current_setting('search_path') AS path",
  );
  await client.query('SET search_path = pg_catalog, pg_temp');
  const { rows } = await client.query<Row>(
    `SELECT ${columns.map((column) => `listed.${column}`).join(', ')}
       FROM (SELECT set_config('search_path', $2, true) AS path OFFSET 0) AS changed
      CROSS JOIN LATERAL (
        SELECT k.* FROM (${query}) AS k (${columns.join(', ')}) WHERE changed.path IS NOT NULL OFFSET 0) AS listed`,
    [schema, escapeIdentifier(schema)],
  );
  await client.query("SELECT pg_catalog.set_config('search_path', $1, false)", [before.rows[0]?.path ?? '']);
  return rows;
}
