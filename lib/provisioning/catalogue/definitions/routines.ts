import type { DefinitionQuery } from './definition';

/** Functions, procedures and aggregates. A body in SQL-standard form is printed anew; a string body is taken as it is. */
export const routines: DefinitionQuery = `
  SELECT 'function' AS kind, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
         concat_ws(' | ', p.prokind, l.lanname, p.provolatile, p.proparallel,
           pg_get_function_arguments(p.oid), 'returns ' || pg_get_function_result(p.oid),
           CASE WHEN p.proisstrict THEN 'strict' END, CASE WHEN p.prosecdef THEN 'security definer' END,
           CASE WHEN p.proleakproof THEN 'leakproof' END,
           'cost ' || p.procost, 'rows ' || p.prorows,
           CASE WHEN p.prosupport <> 0 THEN 'support ' || p.prosupport::text END,
           (SELECT 'set ' || string_agg(CASE WHEN s LIKE 'search_path=%'
                     THEN replace(s, quote_ident($1), '<schema>') ELSE s END, ', ' ORDER BY s)
              FROM unnest(p.proconfig) s),
           coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), p.probin,
           (SELECT concat_ws(' ', g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn,
                     g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn, g.aggfinalextra, g.aggmfinalextra,
                     g.aggfinalmodify, g.aggmfinalmodify, g.aggsortop::regoperator, format_type(g.aggtranstype, NULL),
                     g.aggtransspace, g.agginitval, g.aggminitval)
              FROM pg_aggregate g WHERE g.aggfnoid = p.oid)) AS definition,
         ARRAY[CASE WHEN p.proargdefaults IS NOT NULL THEN pg_get_function_arguments(p.oid) END,
           pg_get_function_sqlbody(p.oid)] AS trees
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_language l ON l.oid = p.prolang
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid
                        AND e.deptype IN ('e', 'i'))`;
