import type { ClientBase } from 'pg';
import { objectsOfSchemas } from '../definitions/objects-of-schema';

export type InstalledExtension = {
  name: string;
  schema: string;
  version: string;
  /** Its schema can be changed or renamed; another one has written the schema's name into its functions. */
  relocatable: boolean;
  /** Extensions that must be there before it. */
  requires: string[];
  /** An object of the schemas that cannot be made without it, described; null where the catalogue knows of none. */
  neededBy: string | null;
  /** Its tables whose rows an application may have added to, `schema.table`, with the condition that tells such rows. */
  ownTables: { table: string; condition: string }[];
};

/**
 * Every extension of the database but the one language that each database is born with, in an order in which they can
 * be made. All of them count, whatever the schemas use: a function body that calls `digest()` is text to the catalogue.
 */
export async function readExtensions(
  client: ClientBase,
  schemas: readonly string[],
): Promise<InstalledExtension[]> {
  const { rows } = await client.query<InstalledExtension>(
    `WITH ${objectsOfSchemas},
          members AS (
            SELECT d.classid, d.objid, d.refobjid AS extension FROM pg_depend d
             WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
             UNION ALL SELECT 'pg_extension'::regclass, x.oid, x.oid FROM pg_extension x),
          needed AS (
            SELECT m.extension, min(pg_describe_object(d.classid, d.objid, d.objsubid)) AS by
              FROM owned o
              JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid AND d.deptype IN ('n', 'a', 'x')
              JOIN members m ON m.classid = d.refclassid AND m.objid = d.refobjid
             WHERE NOT EXISTS (SELECT FROM members own WHERE own.classid = o.classid AND own.objid = o.objid)
             GROUP BY m.extension)
     SELECT x.extname::text AS name, n.nspname::text AS schema, x.extversion AS version,
            x.extrelocatable AS relocatable, needed.by AS "neededBy",
            ARRAY(SELECT r.extname::text FROM pg_depend d JOIN pg_extension r ON r.oid = d.refobjid
                   WHERE d.classid = 'pg_extension'::regclass AND d.objid = x.oid
                     AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'n' AND r.extname <> 'plpgsql'
                   ORDER BY r.oid) AS requires,
            coalesce((SELECT json_agg(json_build_object('table', format('%I.%I', s.nspname, c.relname),
                                                        'condition', x.extcondition[k.at]) ORDER BY k.at)
                        FROM unnest(x.extconfig) WITH ORDINALITY AS k (oid, at)
                        JOIN pg_class c ON c.oid = k.oid AND c.relkind = 'r'
                        JOIN pg_namespace s ON s.oid = c.relnamespace), '[]'::json) AS "ownTables"
       FROM pg_extension x
       JOIN pg_namespace n ON n.oid = x.extnamespace
       LEFT JOIN needed ON needed.extension = x.oid
      WHERE x.extname <> 'plpgsql'
      ORDER BY x.oid`,
    [schemas],
  );
  return inOrder(rows);
}

/** What an extension requires comes before it; else the order stays. Their requirements have no cycle. */
function inOrder(extensions: readonly InstalledExtension[]): InstalledExtension[] {
  const byName = new Map(extensions.map((extension) => [extension.name, extension]));
  const ordered = new Set<InstalledExtension>();
  const place = (extension: InstalledExtension) => {
    if (ordered.has(extension)) return;
    for (const name of extension.requires) {
      const required = byName.get(name);
      if (required) place(required);
    }
    ordered.add(extension);
  };
  extensions.forEach(place);
  return [...ordered];
}
