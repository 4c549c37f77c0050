import type { ClientBase } from 'pg';

export interface PartitionKeyRow {
  table: number;
  /** Columns that decide in which partition a row lies. */
  columns: string[];
  /** The key has an expression as well, which may read any column. */
  hasExpression: boolean;
}

/** How the schemas' partitioned tables tell their partitions apart. */
export async function readPartitionKeys(client: ClientBase, schemas: string[]): Promise<PartitionKeyRow[]> {
  const { rows } = await client.query<PartitionKeyRow>(
    `SELECT p.partrelid::int8::int4 AS "table", p.partexprs IS NOT NULL AS "hasExpression",
            ARRAY(SELECT a.attname::text FROM unnest(p.partattrs::int2[]) AS k (attnum)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.attnum) AS columns
       FROM pg_catalog.pg_partitioned_table p
       JOIN pg_catalog.pg_class c ON c.oid = p.partrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1)`,
    [schemas],
  );
  return rows;
}
