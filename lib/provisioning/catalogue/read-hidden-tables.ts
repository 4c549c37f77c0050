import type { ClientBase } from 'pg';

/** Tables of which a policy hides rows from this session's role, in order of their names. */
export async function readHiddenTables(
  client: ClientBase,
  schemas: readonly string[],
): Promise<{ schema: string; name: string }[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND pg_catalog.row_security_active(c.oid)
      ORDER BY 1, 2`,
    [schemas],
  );
  return rows;
}
