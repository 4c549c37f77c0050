import type { DefinitionQuery } from './definition';

/**
 * Comments on whatever lies in the schema, and on the schema. An object belongs to it by its own namespace or by that
 * of the relation or type it hangs on; `pg_identify_object` knows the first, the joins know the second.
 */
export const comments: DefinitionQuery = `
  WITH here AS (SELECT oid FROM pg_namespace WHERE nspname = $1),
       owned (classid, objid) AS (
         SELECT 'pg_class'::regclass::oid, oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                    WHERE c.relnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_policy'::regclass, p.oid FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
                    WHERE c.relnamespace IN (SELECT oid FROM here)
         UNION ALL SELECT 'pg_rewrite'::regclass, r.oid FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
                    WHERE c.relnamespace IN (SELECT oid FROM here))
  SELECT 'comment' AS kind, pg_describe_object(d.classoid, d.objoid, d.objsubid) AS name, d.description AS definition
    FROM pg_description d
    JOIN owned o ON o.classid = d.classoid AND o.objid = d.objoid
   WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
  UNION ALL
  SELECT 'comment', 'schema', d.description FROM pg_description d
   WHERE d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM here)`;
