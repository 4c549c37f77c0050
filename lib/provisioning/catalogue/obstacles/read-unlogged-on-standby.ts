import type { ClientBase } from 'pg';
import { tableKey } from '../../../plan-format/table-key';

/** Keys of the unlogged tables and sequences of the schemas, if the server is a standby, which never has their rows. By name. */
export async function readUnloggedOnStandby(
  client: ClientBase,
  schemas: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name
       FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE pg_catalog.pg_is_in_recovery() AND n.nspname = ANY ($1) AND c.relkind IN ('r', 'S') AND c.relpersistence = 'u'
      ORDER BY 1, 2`,
    [schemas],
  );
  return rows.map(({ schema, name }) => tableKey(schema, name));
}
