import type { ClientBase } from 'pg';
import { tableKey } from '../../plan-format/table-key';

export type DiskUse = {
  /** The table's own pages: dead rows and gaps count, and what is stored aside of wide values does not. */
  pageBytes: number;
  /** With its indexes and with what is stored aside. */
  totalBytes: number;
};

/**
 * What tables take on disk at this moment, by the table's key; partitions count to the table at their root. Takes a brief
 * lock on each.
 */
export async function readDiskUse(client: ClientBase, schemas: string[]): Promise<Map<string, DiskUse>> {
  const { rows } = await client.query<DiskUse & { schema: string; name: string }>(
    `SELECT n.nspname AS schema, root.relname AS name,
            sum(pg_catalog.pg_relation_size(c.oid))::float8 AS "pageBytes",
            sum(pg_catalog.pg_total_relation_size(c.oid))::float8 AS "totalBytes"
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_class root ON root.oid = coalesce(pg_catalog.pg_partition_root(c.oid), c.oid)
       JOIN pg_catalog.pg_namespace n ON n.oid = root.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND c.relpersistence <> 't'
      GROUP BY n.nspname, root.relname`,
    [schemas],
  );
  return new Map(rows.map(({ schema, name, ...use }) => [tableKey(schema, name), use]));
}
