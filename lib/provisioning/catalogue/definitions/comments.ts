import type { DefinitionQuery } from './definition';
import { objectsOfSchema } from './objects-of-schema';

/**
 * Comments on whatever lies in the schema or hangs on something in it, and on the schema.
 */
export const comments: DefinitionQuery = `
  WITH ${objectsOfSchema}
  SELECT 'comment' AS kind, pg_describe_object(d.classoid, d.objoid, d.objsubid) AS name, d.description AS definition
    FROM pg_description d
    JOIN owned o ON o.classid = d.classoid AND o.objid = d.objoid
   WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
  UNION ALL
  SELECT 'comment', 'schema', d.description FROM pg_description d
   WHERE d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT oid FROM here)`;
