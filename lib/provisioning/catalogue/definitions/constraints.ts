import type { DefinitionQuery } from './definition';

/**
 * Constraints of tables and domains. Foreign keys that PostgreSQL cloned onto partitions are left out: their names
 * depend on the order of commands, and the parent's stands for them. NOT NULL is a constraint of its own since version 18,
 * often named by the server: the column's own flag stands for it, and only what that flag cannot say is listed.
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
           CASE WHEN NOT k.convalidated THEN 'not validated' END) AS definition,
         ARRAY[CASE WHEN k.contype IN ('c', 'x') THEN pg_get_constraintdef(k.oid, true) END] AS trees
    FROM pg_constraint k
    JOIN pg_namespace n ON n.oid = k.connamespace
   WHERE n.nspname = $1 AND k.contype IN ('c', 'f', 'p', 'u', 'x', 'n')
     AND NOT (k.contype = 'f' AND k.conparentid <> 0)
     AND NOT (k.contype = 'n' AND k.convalidated AND NOT k.connoinherit)
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e'
                        AND (e.classid, e.objid) IN (('pg_class'::regclass, k.conrelid), ('pg_type'::regclass, k.contypid)))`;
