import type { ClientBase } from 'pg';
import { tableKey } from '../../../plan-format/table-key';
import { callsCode, holdingTypes } from './row-code';

/** Keys of tables, with partitioned ones among them. */
export type LateTables = {
  /** Their rows cannot be written before the rows that code of theirs may read. */
  rows: Set<string>;
  /** Their indexes cannot be built before. */
  indexes: Set<string>;
};

/**
 * The schemas' tables that have to wait until the rows of all other tables are there, since writing them runs code that
 * may read those: generated columns, partition keys, and checks of domains that lie inside of a column's type; and for
 * their indexes, expressions and predicates.
 */
export async function readLateTables(client: ClientBase, schemas: readonly string[]): Promise<LateTables> {
  const { rows } = await client.query<{ schema: string; name: string; rows: boolean; indexes: boolean }>(
    `WITH RECURSIVE ${holdingTypes},
       found AS (
         SELECT n.nspname AS schema, c.relname AS name,
                EXISTS (SELECT FROM pg_catalog.pg_attrdef d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                         WHERE d.adrelid = c.oid AND a.attgenerated = 's' AND ${callsCode('d.adbin')})
                OR EXISTS (SELECT FROM pg_catalog.pg_partitioned_table p WHERE p.partrelid = c.oid AND ${callsCode('p.partexprs')})
                OR EXISTS (SELECT FROM pg_catalog.pg_attribute a JOIN holding h ON h.type = a.atttypid
                            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND h.inside) AS rows,
                EXISTS (SELECT FROM pg_catalog.pg_index i
                         WHERE i.indrelid = c.oid AND (${callsCode('i.indexprs')} OR ${callsCode('i.indpred')})) AS indexes
           FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p'))
     SELECT * FROM found WHERE rows OR indexes`,
    [schemas],
  );
  const keys = (which: 'rows' | 'indexes') =>
    new Set(rows.filter((row) => row[which]).map(({ schema, name }) => tableKey(schema, name)));
  return { rows: keys('rows'), indexes: keys('indexes') };
}
