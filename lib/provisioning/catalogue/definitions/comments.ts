import type { DefinitionQuery } from './definition';
import { objectsOfSchema } from './objects-of-schema';

/**
 * Comments on whatever lies in the schema or hangs on something in it, and on the schema, as `classoid, objoid, objsubid,
 * description`. The one that every database is born with, on `public`, is nobody's.
 */
export const commentsOfSchema = `
  WITH ${objectsOfSchema}
  SELECT d.classoid, d.objoid, d.objsubid, d.description
    FROM pg_description d
    JOIN owned o ON o.classid = d.classoid AND o.objid = d.objoid
   WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
  UNION ALL
  SELECT d.classoid, d.objoid, d.objsubid, d.description FROM pg_description d
   WHERE d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM here)
     AND d.description <> 'standard public schema'`;

/** How a comment's object is called where the search_path is its schema; no two are called alike. */
export const commentedName = `CASE
              WHEN d.classoid = 'pg_namespace'::regclass THEN 'schema'
              WHEN d.classoid = 'pg_constraint'::regclass
                   THEN (SELECT 'constraint ' || k.conname || ' on '
                                || coalesce(nullif(k.conrelid, 0)::regclass::text, format_type(k.contypid, NULL))
                           FROM pg_constraint k WHERE k.oid = d.objoid)
              ELSE pg_describe_object(d.classoid, d.objoid, d.objsubid) END`;

/** All of them as definitions. */
export const comments: DefinitionQuery = `
  SELECT 'comment' AS kind, ${commentedName} AS name, d.description AS definition, NULL::text[] AS trees FROM (${commentsOfSchema}) AS d`;
