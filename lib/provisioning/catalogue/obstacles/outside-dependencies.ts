import type { ClientBase } from 'pg';
import { objectsOfSchema } from '../definitions/objects-of-schema';

export type OutsideDependency = {
  /** The object inside the schema, described. */
  object: string;
  /** What it uses, described. */
  needs: string;
  /** The schema that this lies in. */
  schema: string;
  /** Whether the object is a foreign key, of which a plan’s check speaks by itself. */
  isForeignKey: boolean;
};

/**
 * What objects of a schema use that lies outside of it and belongs neither to PostgreSQL nor to an extension: a dump
 * of the schema alone cannot be restored without it.
 */
export async function readOutsideDependencies(
  client: ClientBase,
  schema: string,
): Promise<OutsideDependency[]> {
  const { rows } = await client.query<OutsideDependency>(
    `WITH ${objectsOfSchema},
          used AS (
            SELECT DISTINCT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid
              FROM pg_depend d JOIN owned o ON o.classid = d.classid AND o.objid = d.objid
             WHERE d.refobjid >= 16384 AND d.deptype IN ('n', 'a') AND d.refclassid <> 'pg_namespace'::regclass)
     SELECT pg_describe_object(u.classid, u.objid, u.objsubid) AS object,
            pg_describe_object(u.refclassid, u.refobjid, 0) AS needs,
            (pg_identify_object(u.refclassid, u.refobjid, 0)).schema AS schema,
            EXISTS (SELECT FROM pg_constraint k WHERE u.classid = 'pg_constraint'::regclass AND k.oid = u.objid
                       AND k.contype = 'f') AS "isForeignKey"
       FROM used u
      WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = u.refclassid AND e.objid = u.refobjid
                           AND e.deptype = 'e')
        AND NOT EXISTS (SELECT FROM owned o WHERE o.classid = u.refclassid AND o.objid = u.refobjid)
        AND (pg_identify_object(u.refclassid, u.refobjid, 0)).schema <> $1
      ORDER BY 1, 2`,
    [schema],
  );
  return rows;
}
