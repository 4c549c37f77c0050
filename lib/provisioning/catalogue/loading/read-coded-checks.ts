import type { ClientBase } from 'pg';
import { callsCode, holdingTypes } from './row-code';

export type CodedCheck = {
  schema: string;
  /** The table or domain that it belongs to. */
  owner: string;
  kind: 'table' | 'domain';
  name: string;
  /** As `ALTER … ADD CONSTRAINT` takes it. */
  definition: string;
};

/**
 * The checks of tables and domains that call code which may read other rows, parents before their heirs. Left out are those
 * that a table has from its parents alone, those that hold for no old row anyway (NOT VALID, NOT ENFORCED), and those of
 * domains inside of a column's type, which PostgreSQL would not validate again.
 */
export async function readCodedChecks(client: ClientBase, schemas: readonly string[]): Promise<CodedCheck[]> {
  const { rows } = await client.query<CodedCheck>(
    `WITH RECURSIVE ${holdingTypes},
       lineage (oid, depth) AS (
         SELECT c.oid, 0 FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p')
         UNION ALL SELECT i.inhrelid, l.depth + 1 FROM pg_catalog.pg_inherits i JOIN lineage l ON l.oid = i.inhparent)
     SELECT n.nspname AS schema, coalesce(c.relname, t.typname) AS owner,
            CASE WHEN k.contypid = 0 THEN 'table' ELSE 'domain' END AS kind,
            k.conname AS name, pg_catalog.pg_get_constraintdef(k.oid) AS definition
       FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace
       LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
       LEFT JOIN pg_catalog.pg_type t ON t.oid = k.contypid
      WHERE n.nspname = ANY ($1) AND k.contype = 'c' AND k.convalidated
        AND coalesce((to_jsonb(k) ->> 'conenforced')::bool, true)
        AND (k.contypid <> 0 OR (c.relkind IN ('r', 'p') AND k.conislocal))
        AND ${callsCode('k.conbin')}
        AND NOT EXISTS (SELECT FROM holding h JOIN pg_catalog.pg_attribute a ON a.atttypid = h.type
                          JOIN pg_catalog.pg_class r ON r.oid = a.attrelid AND r.relkind IN ('r', 'p', 'm')
                         WHERE h.domain = k.contypid AND h.inside AND NOT a.attisdropped)
      ORDER BY (SELECT max(l.depth) FROM lineage l WHERE l.oid = k.conrelid) NULLS FIRST, 1, 2, k.conname`,
    [schemas],
  );
  return rows;
}
