import type { ClientBase } from 'pg';

export interface PartitionKeyRow {
  table: number;
  /** Columns that decide in which partition a row lies. */
  columns: string[];
  /** Another server is sure to put a row into the same partition. */
  isPortable: boolean;
}

/** Input types of operator classes that hash, compare and order by the value alone, on every server. */
const portable = ['bool', 'int2', 'int4', 'int8', 'numeric', 'uuid', 'date', 'timestamp', 'timestamptz'];

/**
 * How the schemas' partitioned tables tell their partitions apart, and whether that survives a move.
 *
 * Numbers, dates and UUIDs are told apart by their values. An enum is ordered by its labels and hashed by the numbers that
 * its labels have in the catalogue, which each database draws anew; whatever holds one hashes by them too. Text is equal by
 * its bytes under a deterministic collation, ordered by the collation's version, and hashed by its bytes in the database's
 * encoding. An expression, or an operator class of an extension, may do anything. What is not known here does not travel.
 */
export async function readPartitionKeys(client: ClientBase, schemas: string[]): Promise<PartitionKeyRow[]> {
  const { rows } = await client.query<PartitionKeyRow>(
    `SELECT p.partrelid::int8::int4 AS "table",
            ARRAY(SELECT a.attname::text FROM unnest(p.partattrs::int2[]) AS k (attnum)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum) AS columns,
            p.partexprs IS NULL AND coalesce((
              SELECT bool_and(o.oid < 16384 AND (
                       t.typname = ANY ($2)
                       OR (p.partstrat <> 'h' AND t.typname = 'anyenum')
                       OR (p.partstrat = 'l' AND t.typname IN ('text', 'bpchar') AND l.collisdeterministic)
                       OR (p.partstrat = 'r' AND t.typname IN ('text', 'bpchar') AND l.collname IN ('C', 'POSIX'))))
                FROM unnest(p.partclass::oid[], p.partcollation::oid[]) AS k (class, ordering)
                JOIN pg_catalog.pg_opclass o ON o.oid = k.class
                JOIN pg_catalog.pg_type t ON t.oid = o.opcintype
                LEFT JOIN pg_catalog.pg_collation l ON l.oid = k.ordering), false) AS "isPortable"
       FROM pg_catalog.pg_partitioned_table p
       JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1)`,
    [schemas, portable],
  );
  return rows;
}
