import type { ClientBase } from 'pg';
import { tableKey } from './table-key';

/**
 * What tables take on disk at this moment, with their indexes and what is stored aside, by the table's key; partitions
 * count to the table at their root. Space of dead rows counts, so a copy may turn out smaller. Takes a brief lock on each.
 */
export async function readDiskUse(client: ClientBase, schemas: string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ schema: string; name: string; bytes: number }>(
    `SELECT n.nspname AS schema, root.relname AS name,
            sum(pg_catalog.pg_total_relation_size(c.oid))::float8 AS bytes
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_class root ON root.oid = coalesce(pg_catalog.pg_partition_root(c.oid), c.oid)
       JOIN pg_catalog.pg_namespace n ON n.oid = root.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND c.relpersistence <> 't'
      GROUP BY n.nspname, root.relname`,
    [schemas],
  );
  return new Map(rows.map(({ schema, name, bytes }) => [tableKey(schema, name), bytes]));
}
