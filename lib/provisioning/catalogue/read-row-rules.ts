import type { ClientBase } from 'pg';
import { tableKey } from '../../plan-format/table-key';

/** What PostgreSQL works out for each written row beside its checks, and what may fail or find no place for it. */
export interface RowRule {
  /** The table's key. */
  table: string;
  kind: 'index' | 'partitions';
  /** Of the index, or of the partitioned table. */
  name: string;
  /** Columns that it reads. */
  columns: string[];
  /** True for a row that fits; fails for one that an expression cannot be worked out for. */
  expression: string;
}

/**
 * Expressions and predicates of the schemas' indexes, and for partitioned tables at their root whether any partition takes
 * a row. Partitions' own indexes are left out. The session's search_path must be `pg_catalog`, so that every name is
 * printed with its schema.
 */
export async function readRowRules(client: ClientBase, schemas: readonly string[]): Promise<RowRule[]> {
  const { rows } = await client.query<Omit<RowRule, 'table'> & { schema: string; relation: string }>(
    `WITH tables AS (
       SELECT c.oid, c.relkind, n.nspname AS schema, c.relname AS relation
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition),
     written AS (
       SELECT i.indexrelid, i.indrelid,
              ARRAY(SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnatts::int4) AS k
                     WHERE (i.indkey::int2[])[k - 1] = 0)
              || CASE WHEN i.indpred IS NULL THEN '{}' ELSE ARRAY[pg_catalog.pg_get_expr(i.indpred, i.indrelid)] END AS parts
         FROM pg_catalog.pg_index i WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
     SELECT t.schema, t.relation, 'index' AS kind, x.relname::text AS name,
            ARRAY(SELECT DISTINCT a.attname::text FROM pg_catalog.pg_depend d
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
                   WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = w.indexrelid AND d.refobjid = t.oid
                     AND d.refobjsubid > 0) AS columns,
            'num_nulls(' || array_to_string(w.parts, ', ') || ') >= 0' AS expression
       FROM written w JOIN tables t ON t.oid = w.indrelid JOIN pg_catalog.pg_class x ON x.oid = w.indexrelid
     UNION ALL
     SELECT t.schema, t.relation, 'partitions', t.relation,
            ARRAY(SELECT DISTINCT a.attname::text FROM pg_catalog.pg_partition_tree(t.oid) AS b
                    JOIN pg_catalog.pg_partitioned_table p ON p.partrelid = b.relid
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum > 0
                     AND (p.partexprs IS NOT NULL OR a.attnum = ANY (p.partattrs::int2[]))),
            (SELECT string_agg('(' || coalesce(pg_catalog.pg_get_partition_constraintdef(b.relid), 'true') || ')', ' OR ')
               FROM pg_catalog.pg_partition_tree(t.oid) AS b WHERE b.isleaf AND b.parentrelid IS NOT NULL)
       FROM tables t
      WHERE t.relkind = 'p' AND EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = t.oid)
      ORDER BY 1, 2, 3, 4`,
    [schemas],
  );
  return rows.map(({ schema, relation, ...rule }) => ({ ...rule, table: tableKey(schema, relation) }));
}
