import type { DefinitionQuery } from './definition';

/** Casts from or to a type of the schema. */
export const casts: DefinitionQuery = `
  SELECT 'cast' AS kind, format('%s to %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)) AS name,
         concat_ws(' | ', k.castmethod, k.castcontext, nullif(k.castfunc, 0)::regprocedure::text) AS definition,
         NULL::text[] AS trees
    FROM pg_cast k
    JOIN pg_type s ON s.oid = k.castsource
    JOIN pg_type g ON g.oid = k.casttarget
    JOIN pg_namespace n ON n.oid IN (s.typnamespace, g.typnamespace)
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_cast'::regclass AND e.objid = k.oid
                        AND e.deptype IN ('e', 'i'))
   GROUP BY k.oid, k.castsource, k.casttarget, k.castmethod, k.castcontext, k.castfunc`;
