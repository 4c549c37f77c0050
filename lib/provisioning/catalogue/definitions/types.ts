import type { DefinitionQuery } from './definition';

/** Domains, enums and ranges. Composite types are relations; their constraints and columns are listed elsewhere. */
export const types: DefinitionQuery = `
  SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'e' THEN 'enum' WHEN 'r' THEN 'range' ELSE 'type' END AS kind,
         t.typname AS name,
         concat_ws(' | ',
           CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
           CASE WHEN t.typnotnull THEN 'not null' END,
           'default ' || t.typdefault,
           CASE WHEN t.typtype = 'd' AND t.typcollation <> coalesce(b.typcollation, 0)
                THEN 'collate ' || t.typcollation::regcollation::text END,
           (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
              FROM pg_enum e WHERE e.enumtypid = t.oid),
           (SELECT concat_ws(' ', format_type(r.rngsubtype, NULL), format_type(r.rngmultitypid, NULL),
                     o.opcname, nullif(r.rngcollation, 0)::regcollation, r.rngcanonical, r.rngsubdiff)
              FROM pg_range r JOIN pg_opclass o ON o.oid = r.rngsubopc WHERE r.rngtypid = t.oid)) AS definition,
         ARRAY[CASE WHEN t.typdefaultbin IS NOT NULL THEN t.typdefault END] AS trees
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_type b ON b.oid = t.typbasetype
   WHERE n.nspname = $1 AND t.typtype IN ('d', 'e', 'r')
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid
                        AND e.deptype = 'e')`;
