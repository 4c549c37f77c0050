import type { ClientBase } from 'pg';

/** Unlogged tables of the schemas, if the server is a standby: its primary sends it no row of them. In order of their names. */
export async function readUnloggedOnStandby(
  client: ClientBase,
  schemas: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE pg_catalog.pg_is_in_recovery() AND n.nspname = ANY ($1) AND c.relkind IN ('r', 'S') AND c.relpersistence = 'u'
      ORDER BY 1`,
    [schemas],
  );
  return rows.map(({ name }) => name);
}
