import type { ClientBase } from 'pg';

export type OutsideMention = {
  /** Tells the function from all others. */
  id: string;
  /** The function inside the schemas. */
  object: string;
  /** What its body names outside of them, with its schema. */
  needs: string;
  /** An index, constraint or column default that calls the function, so that a restore runs it; null for none. */
  usedBy: string | null;
};

/**
 * Functions whose bodies name functions or relations of a schema that is not copied. PostgreSQL records no dependency of a
 * body that is a string, so the text is searched for qualified names of what exists, and for bare names of what the function
 * finds by its own search_path. A name in a comment counts as well.
 */
export async function readOutsideMentions(
  client: ClientBase,
  schemas: readonly string[],
): Promise<OutsideMention[]> {
  const { rows } = await client.query<OutsideMention>(
    `WITH outside AS (
            SELECT n.nspname AS schema, p.proname AS name, 'pg_catalog.pg_proc'::regclass::oid AS classid, p.oid AS objid
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
             UNION ALL SELECT n.nspname, c.relname, 'pg_catalog.pg_class'::regclass, c.oid
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')),
          theirs AS (
            SELECT DISTINCT o.schema, o.name FROM outside o
             WHERE o.objid >= 16384 AND o.schema <> ALL ($1) AND o.schema !~ '^pg_' AND o.schema <> 'information_schema'
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = o.classid AND d.objid = o.objid AND d.deptype = 'e')),
          body AS (
            SELECT p.oid, format('function %I.%I', n.nspname, p.proname) AS object, p.prosrc,
                   ARRAY(SELECT coalesce(replace(m[1], '""', '"'), m[2]) FROM unnest(p.proconfig) AS c (setting),
                         regexp_matches(substr(c.setting, 13), '"((?:[^"]|"")*)"|([^",[:space:]]+)', 'g') AS m
                          WHERE c.setting LIKE 'search\\_path=%') AS path
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
              JOIN pg_catalog.pg_language l ON l.oid = p.prolang
             WHERE n.nspname = ANY ($1) AND l.lanname NOT IN ('c', 'internal'))
     SELECT DISTINCT concat_ws(':', 'pg_catalog.pg_proc'::regclass::oid, b.oid, 0) AS id, b.object, format('%I.%I', t.schema, t.name) AS needs,
            (SELECT concat_ws(' ', i.type, i.identity) FROM pg_catalog.pg_depend d,
                    pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) i
              WHERE d.refclassid = 'pg_catalog.pg_proc'::regclass AND d.refobjid = b.oid
                AND d.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_attrdef'::regclass)
              ORDER BY 1 LIMIT 1) AS "usedBy"
       FROM body b JOIN theirs t ON CASE
            WHEN position(t.schema IN b.prosrc) > 0 AND b.prosrc ~* (
                 '(^|[^[:alnum:]_.])"?' || regexp_replace(t.schema, '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?\\s*\\.\\s*"?'
                   || regexp_replace(t.name, '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?($|[^[:alnum:]_])') THEN true
            WHEN t.schema = ANY (b.path) AND position(lower(t.name) IN lower(b.prosrc)) > 0 THEN b.prosrc ~* (
                 '(^|[^[:alnum:]_."])"?' || regexp_replace(t.name, '([^[:alnum:]_])', '\\\\\\1', 'g') || '"?($|[^[:alnum:]_])')
              AND NOT EXISTS (SELECT FROM outside o WHERE o.schema = ANY ($1) AND o.schema = ANY (b.path) AND o.name = t.name)
            ELSE false END
      ORDER BY 2, 3`,
    [schemas],
  );
  return rows;
}
