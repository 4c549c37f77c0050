import type { ClientBase } from 'pg';
import { objectsOfSchema } from '../definitions/objects-of-schema';

export type RequiredExtension = { name: string; schema: string };

/** Extensions that live in a schema or that its objects use, and the schema each is installed in; by oid, oldest first. */
export async function readRequiredExtensions(
  client: ClientBase,
  schema: string,
): Promise<RequiredExtension[]> {
  const { rows } = await client.query<RequiredExtension>(
    `WITH ${objectsOfSchema}
     SELECT x.extname::text AS name, n.nspname::text AS schema
       FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
      WHERE x.oid >= 16384
        AND (n.nspname = $1
             OR x.oid IN (SELECT e.refobjid FROM owned o
                            JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.deptype IN ('n', 'a')
                            JOIN pg_depend e ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
                           WHERE e.refclassid = 'pg_extension'::regclass))
      ORDER BY x.oid`,
    [schema],
  );
  return rows;
}
