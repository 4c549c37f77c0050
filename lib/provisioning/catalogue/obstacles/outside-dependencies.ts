import type { ClientBase } from 'pg';
import { objectsOfSchemas } from '../definitions/objects-of-schema';

export type OutsideDependency = {
  /** Tells the object from all others. */
  id: string;
  /** The object inside the schemas, by kind and name. */
  object: string;
  /** What it uses, by kind and name. */
  needs: string;
  /** The schema that this lies in. */
  schema: string;
  /** Where the object is a foreign key, its table and its own name; null for all else. */
  foreignKey: { schema: string; table: string; name: string } | null;
};

/**
 * What objects of the schemas use that lies outside of them and belongs neither to PostgreSQL nor to an extension: a dump
 * of the schemas alone cannot be restored without it. A view is named in place of its columns and the rule that makes it one. Kinds and names
 * are those words of the server that do not depend on its language.
 */
export async function readOutsideDependencies(
  client: ClientBase,
  schemas: readonly string[],
): Promise<OutsideDependency[]> {
  const { rows } = await client.query<OutsideDependency>(
    `WITH ${objectsOfSchemas},
          used AS (
            SELECT DISTINCT coalesce(v.classid, d.classid) AS classid, coalesce(v.objid, d.objid) AS objid,
                   CASE WHEN v.objid IS NULL AND w.oid IS NULL THEN d.objsubid ELSE 0 END AS objsubid, d.refclassid, d.refobjid
              FROM pg_depend d JOIN owned o ON o.classid = d.classid AND o.objid = d.objid
              LEFT JOIN LATERAL (SELECT 'pg_class'::regclass::oid AS classid, w.ev_class AS objid FROM pg_rewrite w
                                  WHERE d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid AND w.rulename = '_RETURN') v ON true
              LEFT JOIN pg_class w ON d.classid = 'pg_class'::regclass AND w.oid = d.objid AND w.relkind IN ('v', 'm')
             WHERE d.refobjid >= 16384 AND d.deptype IN ('n', 'a') AND d.refclassid <> 'pg_namespace'::regclass
               AND NOT EXISTS (SELECT FROM pg_class i WHERE d.refclassid = 'pg_class'::regclass AND i.oid = d.refobjid
                                  AND i.relkind IN ('i', 'I')))
     SELECT concat_ws(':', u.classid, u.objid, u.objsubid) AS id,
            concat_ws(' ', i.type, replace(i.identity, 'pg_catalog.', '')) AS object,
            concat_ws(' ', n.type, replace(n.identity, 'pg_catalog.', '')) AS needs, n.schema,
            (SELECT json_build_object('schema', h.nspname, 'table', c.relname, 'name', k.conname)
               FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace h ON h.oid = c.relnamespace
              WHERE u.classid = 'pg_constraint'::regclass AND k.oid = u.objid AND k.contype = 'f') AS "foreignKey"
       FROM used u, pg_identify_object(u.classid, u.objid, u.objsubid) i, pg_identify_object(u.refclassid, u.refobjid, 0) n
      WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = u.refclassid AND e.objid = u.refobjid
                           AND e.deptype = 'e')
        AND NOT EXISTS (SELECT FROM owned o WHERE o.classid = u.refclassid AND o.objid = u.refobjid)
        AND n.schema <> ALL ($1)
      ORDER BY 2, 3`,
    [schemas],
  );
  return rows;
}
