import type { ClientBase } from 'pg';
import { objectsOfSchemas } from './definitions/objects-of-schema';

export type UsedCollation = {
  /** `schema.name`, quoted where need be. */
  name: string;
  /** `d` is the database's own, which is read elsewhere. */
  provider: 'b' | 'i' | 'c';
  /** What the provider calls the rules; two names where libc is told them apart. */
  locales: string[];
  /** It comes with a server and is made by no dump. */
  ofServer: boolean;
};

/** Collations that lie in the schemas or that their objects use, but for `C`, `POSIX` and the database's own. */
export async function readUsedCollations(
  client: ClientBase,
  schemas: readonly string[],
): Promise<UsedCollation[]> {
  const { rows } = await client.query<UsedCollation>(
    `WITH ${objectsOfSchemas}
     SELECT DISTINCT format('%I.%I', n.nspname, c.collname) AS name, c.collprovider AS provider,
            array_remove(ARRAY[c.collcollate::text, CASE WHEN c.collctype <> c.collcollate THEN c.collctype::text END,
              coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale')], NULL) AS locales,
            n.nspname = 'pg_catalog' AS "ofServer"
       FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
      WHERE c.collprovider <> 'd' AND c.collname NOT IN ('C', 'POSIX')
        AND (n.nspname = ANY ($1)
             OR c.oid IN (SELECT d.refobjid FROM pg_depend d JOIN owned o ON o.classid = d.classid AND o.objid = d.objid
                           WHERE d.refclassid = 'pg_collation'::regclass)
             OR c.oid IN (SELECT a.attcollation FROM pg_attribute a WHERE a.attrelid IN (SELECT oid FROM relation)))
      ORDER BY 1`,
    [schemas],
  );
  return rows;
}
