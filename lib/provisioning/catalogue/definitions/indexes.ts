import type { DefinitionQuery } from './definition';

/** Indexes. Invalid ones are left out, as pg_dump leaves them out: nothing in the source relies on them. */
export const indexes: DefinitionQuery = `
  SELECT 'index' AS kind, c.relname AS name,
         concat_ws(' | ', pg_get_indexdef(i.indexrelid, 0, true),
           CASE WHEN i.indisreplident THEN 'replica identity' END,
           CASE WHEN i.indisclustered THEN 'clustered' END,
           (SELECT 'under ' || p.inhparent::regclass::text FROM pg_inherits p WHERE p.inhrelid = c.oid)) AS definition,
         ARRAY[CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
                    THEN pg_get_indexdef(i.indexrelid, 0, true) END] AS trees
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND i.indisvalid
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = i.indrelid
                        AND e.deptype = 'e')`;
