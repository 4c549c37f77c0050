import type { ClientBase } from 'pg';

export type UnsupportedObject = { object: string; reason: string };

/**
 * What a schema holds that an ordinary role cannot repeat in another database, or must not: each with the reason.
 * Objects that belong to an extension or that PostgreSQL makes along with others are left out, since they come with
 * those.
 */
export async function readUnsupportedObjects(
  client: ClientBase,
  schema: string,
): Promise<UnsupportedObject[]> {
  const { rows } = await client.query<UnsupportedObject>(
    `SELECT f.object, f.reason FROM (
       SELECT 'pg_class'::regclass::oid AS classid, c.oid, format('foreign table %s', c.relname) AS object,
              'it reads another server' AS reason
         FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relkind = 'f'
       UNION ALL
       SELECT 'pg_class'::regclass, c.oid, format('table %s', c.relname), 'its access method is not built in'
         FROM pg_class c WHERE c.relnamespace = $1::text::regnamespace AND c.relam >= 16384 AND c.relkind IN ('r', 'm')
       UNION ALL
       SELECT 'pg_proc'::regclass, p.oid, format('function %s', p.proname),
              CASE WHEN NOT l.lanpltrusted THEN format('language %s may do anything on the server', l.lanname)
                   WHEN p.proleakproof THEN 'only a superuser can declare a function leakproof'
                   ELSE 'only a superuser can attach a planner support function' END
         FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.pronamespace = $1::text::regnamespace AND p.prokind <> 'a'
          AND (NOT l.lanpltrusted OR p.proleakproof OR p.prosupport <> 0)
       UNION ALL
       SELECT 'pg_type'::regclass, t.oid, format('type %s', t.typname), 'base types need functions in C'
         FROM pg_type t WHERE t.typnamespace = $1::text::regnamespace AND t.typtype = 'b' AND t.typcategory <> 'A'
       UNION ALL
       SELECT 'pg_opfamily'::regclass, o.oid, format('operator family %s', o.opfname), 'only a superuser can make it'
         FROM pg_opfamily o WHERE o.opfnamespace = $1::text::regnamespace
       UNION ALL
       SELECT 'pg_ts_parser'::regclass, s.oid, format('text search parser %s', s.prsname), 'only a superuser can make it'
         FROM pg_ts_parser s WHERE s.prsnamespace = $1::text::regnamespace
       UNION ALL
       SELECT 'pg_ts_template'::regclass, s.oid, format('text search template %s', s.tmplname), 'only a superuser can make it'
         FROM pg_ts_template s WHERE s.tmplnamespace = $1::text::regnamespace
       UNION ALL
       SELECT 'pg_conversion'::regclass, s.oid, format('conversion %s', s.conname), 'encodings belong to the server'
         FROM pg_conversion s WHERE s.connamespace = $1::text::regnamespace
       UNION ALL
       SELECT 'pg_cast'::regclass, k.oid, format('cast from %s to %s', format_type(k.castsource, NULL), format_type(k.casttarget, NULL)),
              'a dump of one schema leaves casts behind'
         FROM pg_cast k JOIN pg_type t ON t.oid IN (k.castsource, k.casttarget)
        WHERE k.oid >= 16384 AND t.typnamespace = $1::text::regnamespace
       UNION ALL
       SELECT 'pg_policy'::regclass, p.oid, format('policy %s on %s', p.polname, c.relname), 'it names roles that sandboxes do not have'
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE c.relnamespace = $1::text::regnamespace AND p.polroles <> '{0}'
     ) f
      WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = f.classid AND d.objid = f.oid
                          AND d.deptype IN ('e', 'i'))
      ORDER BY 1, 2`,
    [quoted(schema)],
  );
  return rows;
}

/** regnamespace reads its input as an identifier. */
function quoted(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`;
}
