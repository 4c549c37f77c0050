import type { ClientBase } from 'pg';

/**
 * The schemas of a database that people made: no system's, no extension's, none of temporary tables. `public` is among them
 * where it holds anything of their own, be it a function alone; extensions and default privileges are nothing of the kind.
 */
export async function readSchemaNames(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname AS name FROM pg_catalog.pg_namespace n
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = n.oid AND d.deptype = 'e'
                           AND d.classid = 'pg_catalog.pg_namespace'::regclass)
        AND (n.nspname <> 'public' OR EXISTS (
              SELECT FROM pg_catalog.pg_depend d
               WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = n.oid
                 AND d.classid NOT IN ('pg_catalog.pg_extension'::regclass, 'pg_catalog.pg_default_acl'::regclass)
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                                  WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')))
      ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}
