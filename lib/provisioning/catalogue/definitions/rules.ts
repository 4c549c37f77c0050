import type { DefinitionQuery } from './definition';

/** Rewrite rules other than those that make a view. */
export const rules: DefinitionQuery = `
  SELECT 'rule' AS kind, c.relname || '.' || r.rulename AS name,
         pg_get_ruledef(r.oid, true) || ' | ' || r.ev_enabled::text AS definition,
         ARRAY[pg_get_ruledef(r.oid, true)] AS trees
    FROM pg_rewrite r
    JOIN pg_class c ON c.oid = r.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND r.rulename <> '_RETURN'`;
