import type { ClientBase } from 'pg';

/** Something of the schemas that the dump makes; a function with its parameters as the server prints them. */
export type Made = { kind: 'type' | 'function'; schema: string; name: string; parameters: string | null };

export type SourceCast = {
  /** As a plan and a message name it: `cast from character varying to public.mood`. */
  object: string;
  /** The statement that makes it, with every name qualified. */
  sql: string;
  /** What has to be there before it: types and a function of the schemas. Arrays and multiranges come with their types. */
  after: Made[];
  /** One of its types is the schemas' own, so that whoever makes that type may make the cast. */
  inside: boolean;
  /** A type or function of it that lies outside of the schemas and belongs to neither server nor extension; else null. */
  outside: string | null;
};

/**
 * Casts that people made and that concern the schemas: one of their types, or types of the server and
 * of extensions alone. pg_dump leaves them out when it is asked for schemas. Run it with `pg_catalog` alone in the search_path.
 */
export async function readCasts(client: ClientBase, schemas: readonly string[]): Promise<SourceCast[]> {
  const { rows } = await client.query<SourceCast>(
    `WITH members AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
          root AS (
            SELECT t.oid, coalesce(g.rngtypid, e.oid, t.oid) AS made FROM pg_type t
              LEFT JOIN pg_type e ON e.typarray = t.oid
              LEFT JOIN pg_range g ON g.rngmultitypid = coalesce(e.oid, t.oid)),
          named AS (
            SELECT root.oid, n.nspname AS schema, t.typname AS name, m.objid IS NULL AND n.nspname = ANY ($1) AS own,
                   m.objid IS NOT NULL OR n.nspname = 'pg_catalog' AS given
              FROM root JOIN pg_type t ON t.oid = root.made JOIN pg_namespace n ON n.oid = t.typnamespace
              LEFT JOIN members m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid)
     SELECT format('cast from %s to %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)) AS object,
            concat_ws(' ', format('CREATE CAST (%s AS %s)', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)),
              CASE k.castmethod WHEN 'i' THEN 'WITH INOUT' WHEN 'b' THEN 'WITHOUT FUNCTION'
                   ELSE 'WITH FUNCTION ' || k.castfunc::regprocedure::text END,
              CASE k.castcontext WHEN 'a' THEN 'AS ASSIGNMENT' WHEN 'i' THEN 'AS IMPLICIT' END) AS sql,
            (SELECT coalesce(json_agg(json_build_object('kind', kind, 'schema', schema, 'name', name, 'parameters', parameters)), '[]')
               FROM (VALUES ('type', s.schema::text, s.name::text, NULL, s.own), ('type', g.schema, g.name, NULL, g.own),
                            ('function', f.nspname, p.proname, pg_get_function_arguments(p.oid), f.nspname = ANY ($1) AND v.objid IS NULL))
                 AS needed (kind, schema, name, parameters, own)
              WHERE own) AS after,
            (s.own OR g.own) AND k.castmethod <> 'b' AS inside,
            CASE WHEN NOT (s.own OR s.given) THEN format_type(k.castsource, NULL)
                 WHEN NOT (g.own OR g.given) THEN format_type(k.casttarget, NULL)
                 WHEN f.nspname NOT IN ('pg_catalog') AND f.nspname <> ALL ($1)
                  AND v.objid IS NULL
                 THEN p.oid::regprocedure::text END AS outside
       FROM pg_cast k
       JOIN named s ON s.oid = k.castsource
       JOIN named g ON g.oid = k.casttarget
       LEFT JOIN pg_proc p ON p.oid = k.castfunc
       LEFT JOIN pg_namespace f ON f.oid = p.pronamespace
       LEFT JOIN members v ON v.classid = 'pg_proc'::regclass AND v.objid = p.oid
      WHERE k.oid >= 16384
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = k.oid
                           AND d.deptype IN ('e', 'i'))
        AND (s.own OR g.own OR s.given AND g.given)
      ORDER BY k.oid`,
    [schemas],
  );
  return rows;
}
