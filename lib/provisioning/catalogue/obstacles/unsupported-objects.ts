import type { ClientBase } from 'pg';

/** `id` tells the object from all others; several rows may be about one. */
export type UnsupportedObject = { id: string; object: string; reason: string };

/** Who makes the copy; null where no target is known, so that only what nobody can make is found. */
export type Maker = { superuser: boolean; roles: readonly string[] } | null;

/**
 * What the schemas hold that the role cannot repeat in another database, or must not: each with the reason. Objects that
 * belong to an extension or that PostgreSQL makes along with others are left out, since they come with those.
 */
export async function readUnsupportedObjects(
  client: ClientBase,
  schemas: readonly string[],
  maker: Maker,
): Promise<UnsupportedObject[]> {
  const { rows } = await client.query<UnsupportedObject>(
    `WITH here AS (SELECT oid, CASE WHEN cardinality($1::text[]) = 1 THEN '' ELSE quote_ident(nspname) || '.' END AS at
                     FROM pg_namespace WHERE nspname = ANY ($1))
     SELECT concat_ws(':', f.classid, f.oid, 0) AS id, f.object, f.reason FROM (
       SELECT 'pg_class'::regclass::oid AS classid, c.oid, format('foreign table %s%s', here.at, c.relname) AS object,
              'it reads another server' AS reason, false AS "bySuperuser"
         FROM pg_class c JOIN here ON here.oid = c.relnamespace WHERE c.relkind = 'f'
       UNION ALL
       SELECT 'pg_class'::regclass, c.oid, format('table %s%s', here.at, c.relname), 'its access method is made of functions in C', false
         FROM pg_class c JOIN here ON here.oid = c.relnamespace
        WHERE c.relam >= 16384 AND c.relkind IN ('r', 'm', 'p')
          AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_am'::regclass AND e.objid = c.relam AND e.deptype = 'e')
       UNION ALL
       SELECT 'pg_proc'::regclass, p.oid, format('function %s%s', here.at, p.proname),
              CASE WHEN NOT l.lanpltrusted THEN format('language %s may do anything on the server', l.lanname)
                   WHEN p.proleakproof THEN 'only a superuser can declare a function leakproof'
                   ELSE 'only a superuser can attach a planner support function' END, true
         FROM pg_proc p JOIN here ON here.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
        WHERE p.prokind <> 'a' AND (NOT l.lanpltrusted OR p.proleakproof OR p.prosupport <> 0)
       UNION ALL
       SELECT 'pg_type'::regclass, t.oid, format('type %s%s', here.at, t.typname), 'base types need functions in C', true
         FROM pg_type t JOIN here ON here.oid = t.typnamespace WHERE t.typtype = 'b' AND t.typcategory <> 'A'
       UNION ALL
       SELECT 'pg_opfamily'::regclass, o.oid, format('operator family %s%s', here.at, o.opfname), 'only a superuser can make it', true
         FROM pg_opfamily o JOIN here ON here.oid = o.opfnamespace
       UNION ALL
       SELECT 'pg_ts_parser'::regclass, s.oid, format('text search parser %s%s', here.at, s.prsname), 'only a superuser can make it', true
         FROM pg_ts_parser s JOIN here ON here.oid = s.prsnamespace
       UNION ALL
       SELECT 'pg_ts_template'::regclass, s.oid, format('text search template %s%s', here.at, s.tmplname), 'only a superuser can make it', true
         FROM pg_ts_template s JOIN here ON here.oid = s.tmplnamespace
       UNION ALL
       SELECT 'pg_conversion'::regclass, s.oid, format('conversion %s%s', here.at, s.conname), 'encodings belong to the server', false
         FROM pg_conversion s JOIN here ON here.oid = s.connamespace
       UNION ALL
       SELECT 'pg_transform'::regclass, f.oid, format('transform of type %s for language %s', format_type(f.trftype, NULL), l.lanname),
              'a dump of one schema leaves transforms behind', false
         FROM pg_transform f JOIN pg_type t ON t.oid = f.trftype JOIN pg_language l ON l.oid = f.trflang
        WHERE EXISTS (SELECT FROM here WHERE here.oid = t.typnamespace)
           OR EXISTS (SELECT FROM pg_proc p JOIN here ON here.oid = p.pronamespace
                       WHERE p.oid IN (f.trffromsql, f.trftosql) OR f.trftype = ANY (p.protrftypes))
       UNION ALL
       SELECT 'pg_policy'::regclass, p.oid, format('policy %s on %s%s', p.polname, here.at, c.relname),
              format('it names the role %s, which the target does not have', r.rolname), false
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN here ON here.oid = c.relnamespace
         JOIN pg_roles r ON r.oid = ANY (p.polroles)
        WHERE r.rolname <> ALL ($3::text[])
     ) f
      WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = f.classid AND d.objid = f.oid
                          AND d.deptype IN ('e', 'i'))
        AND NOT ("bySuperuser" AND $2)
      ORDER BY 2, 3`,
    [schemas, maker?.superuser ?? true, maker?.roles ?? null],
  );
  return rows;
}
