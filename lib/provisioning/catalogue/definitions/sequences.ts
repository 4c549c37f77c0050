import type { DefinitionQuery } from './definition';

/** Sequences and the column that owns each; where they stand is data and not listed. */
export const sequences: DefinitionQuery = `
  SELECT 'sequence' AS kind, c.relname AS name,
         concat_ws(' | ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
           s.seqcycle, c.relpersistence,
           (SELECT 'owned by ' || d.refobjid::regclass::text || '.' || a.attname
              FROM pg_depend d
              JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
             WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
               AND d.refclassid = 'pg_class'::regclass)) AS definition, NULL::text[] AS trees
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                        AND e.deptype = 'e')`;
