import type { ClientBase } from 'pg';

export interface UniqueIndexRow {
  table: number;
  name: string;
  /** Attribute numbers in key order; 0 stands for an expression. */
  columns: number[];
  /** Every column that the index mentions, in keys, expressions or predicate. */
  mentions: number[];
  /** Definitions of the keys, as `pg_get_indexdef` writes each. */
  keys: string[];
  predicate: string | null;
  /** Two NULLs count as equal (PostgreSQL 15 and later). */
  nullsEqual: boolean;
  primary: boolean;
}

/** Unique indexes, those that serve constraints included: each is a promise that masked rows have to hold. */
export async function readUniqueIndexes(client: ClientBase, schemas: string[]): Promise<UniqueIndexRow[]> {
  const { rows } = await client.query<UniqueIndexRow>(
    `SELECT i.indrelid::int8::int4 AS "table", x.relname AS name,
            (i.indkey::int2[])[0:i.indnkeyatts - 1]::int4[] AS columns,
            ARRAY(SELECT DISTINCT d.refobjsubid FROM pg_catalog.pg_depend d
                   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                     AND d.refobjid = i.indrelid AND d.refobjsubid > 0 ORDER BY 1) AS mentions,
            ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, true)
                    FROM generate_series(1, i.indnkeyatts::int4) AS k ORDER BY k) AS keys,
            pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
            coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS "nullsEqual",
            i.indisprimary AS primary
       FROM pg_catalog.pg_index i
       JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
       JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND i.indisunique
      ORDER BY i.indrelid, x.relname`,
    [schemas],
  );
  return rows;
}
