import type { DefinitionQuery } from './definition';

/**
 * Constraints of tables and domains. Foreign keys that PostgreSQL cloned onto partitions are left out: their names
 * depend on the order of commands, and the parent's stands for them. NOT NULL has its own names since version 18,
 * often given by the server; what counts is the column, and whether the promise is validated and inherited.
 */
export const constraints: DefinitionQuery = `
  SELECT 'constraint' AS kind,
         coalesce(nullif(k.conrelid, 0)::regclass::text, format_type(nullif(k.contypid, 0), NULL)) || '.' ||
         CASE WHEN k.contype = 'n' THEN 'not null on ' ||
              coalesce((SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]), '')
              ELSE k.conname END AS name,
         concat_ws(' | ', k.contype,
           CASE WHEN k.contype = 'n' THEN 'validated ' || k.convalidated::text || ' no inherit ' || k.connoinherit::text
                ELSE pg_get_constraintdef(k.oid, true) END,
           CASE WHEN k.condeferrable THEN 'deferrable' END,
           CASE WHEN k.condeferred THEN 'deferred' END,
           CASE WHEN NOT k.convalidated THEN 'not validated' END) AS definition
    FROM pg_constraint k
    JOIN pg_namespace n ON n.oid = k.connamespace
   WHERE n.nspname = $1 AND k.contype IN ('c', 'f', 'p', 'u', 'x', 'n')
     AND NOT (k.contype = 'f' AND k.conparentid <> 0)
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e'
                        AND (e.classid, e.objid) IN (('pg_class'::regclass, k.conrelid), ('pg_type'::regclass, k.contypid)))`;
