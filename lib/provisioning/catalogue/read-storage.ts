import type { ClientBase } from 'pg';

export interface StorageRow {
  table: number;
  /** Pages of the heap itself, counted on disk and not estimated; what a range of row addresses spans. */
  pages: number;
  /** Heap and TOAST together, on disk. */
  bytes: number;
  /** Rows can be read by ranges of their address (`ctid`); false for access methods other than heap. */
  rangesWork: boolean;
}

/** What tables weigh on disk at this moment, whether or not they were ever analysed. Takes a brief lock on each. */
export async function readStorage(client: ClientBase, schemas: string[]): Promise<StorageRow[]> {
  const { rows } = await client.query<StorageRow>(
    `SELECT c.oid::int8::int4 AS "table",
            (pg_catalog.pg_relation_size(c.oid) / current_setting('block_size')::int8)::float8 AS pages,
            pg_catalog.pg_table_size(c.oid)::float8 AS bytes, coalesce(m.amname = 'heap', false) AS "rangesWork"
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
      WHERE n.nspname = ANY ($1) AND c.relkind = 'r' AND c.relpersistence <> 't'`,
    [schemas],
  );
  return rows;
}
