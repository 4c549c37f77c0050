import type { ClientBase } from 'pg';

export interface ExtensionRow {
  name: string;
  schema: string;
  version: string;
}

/**
 * The extensions that the schemas' tables, defaults, indexes, types, functions, constraints and triggers lean on, so
 * that a copy can create them first: pg_dump leaves them out when it is asked for schemas.
 */
export async function readExtensions(client: ClientBase, schemas: string[]): Promise<ExtensionRow[]> {
  const { rows } = await client.query<ExtensionRow>(
    `WITH owned (classid, objid) AS (
       SELECT 'pg_catalog.pg_class'::regclass, c.oid FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_proc'::regclass, p.oid FROM pg_catalog.pg_proc p
         JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM pg_catalog.pg_type t
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_constraint'::regclass, k.oid FROM pg_catalog.pg_constraint k
         JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_attrdef'::regclass, d.oid FROM pg_catalog.pg_attrdef d
         JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_trigger'::regclass, g.oid FROM pg_catalog.pg_trigger g
         JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1)
       UNION ALL SELECT 'pg_catalog.pg_rewrite'::regclass, r.oid FROM pg_catalog.pg_rewrite r
         JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1))
     SELECT DISTINCT e.extname AS name, s.nspname AS schema, e.extversion AS version
       FROM owned o
       JOIN pg_catalog.pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.deptype <> 'e'
       JOIN pg_catalog.pg_depend m ON m.classid = d.refclassid AND m.objid = d.refobjid AND m.deptype = 'e'
        AND m.refclassid = 'pg_catalog.pg_extension'::regclass
       JOIN pg_catalog.pg_extension e ON e.oid = m.refobjid
       JOIN pg_catalog.pg_namespace s ON s.oid = e.extnamespace
      WHERE e.extname <> 'plpgsql'
      ORDER BY 1`,
    [schemas],
  );
  return rows;
}
