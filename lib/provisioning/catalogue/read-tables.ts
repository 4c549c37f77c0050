import type { ClientBase } from 'pg';

export interface TableRow {
  oid: number;
  schema: string;
  name: string;
  /** Ordinary, partitioned (holds no rows itself) or foreign. */
  kind: 'r' | 'p' | 'f';
  /** Oids of the tables it inherits from or is a partition of. */
  parents: number[];
  isPartition: boolean;
  /** The planner's estimate; -1 where the table was never analysed. */
  estimatedRows: number;
  bytes: number;
  /** Row security that would hide rows from the reader. */
  rowSecurity: boolean;
  comment: string | null;
}

/**
 * Every table of the schemas, parents and partitions alike; temporary tables never, and none of an extension, which
 * brings its own with their rows.
 */
export async function readTables(client: ClientBase, schemas: string[]): Promise<TableRow[]> {
  const { rows } = await client.query<TableRow>(
    `SELECT c.oid::int8::int4 AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
            ARRAY(SELECT i.inhparent::int8::int4 FROM pg_catalog.pg_inherits i
                   WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) AS parents,
            c.relispartition AS "isPartition", c.reltuples::float8 AS "estimatedRows",
            (c.relpages::int8 * 8192)::float8 AS bytes, c.relrowsecurity AS "rowSecurity",
            pg_catalog.obj_description(c.oid, 'pg_class') AS comment
       FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                           AND e.objid = c.oid AND e.deptype = 'e')
      ORDER BY n.nspname, c.relname`,
    [schemas],
  );
  return rows;
}
