import type { ClientBase } from 'pg';

export type MissingRight = {
  schema: string;
  /** The table or sequence; null where the schema itself is meant. */
  relation: string | null;
  /** What is wrong, as the rest of a sentence that begins with its name. */
  fault: string;
  /** What its owner runs, with the name of the session's role. */
  grant: string;
};

/**
 * Rights that a copy needs and the session's role lacks, all at once: USAGE of each schema, and SELECT of each table and
 * sequence. A right on some columns of a table does not suffice, since a copy locks the tables that it reads; the columns
 * that may not be read are named all the same. Tables of extensions are left out: those bring their own.
 */
export async function readMissingRights(
  client: ClientBase,
  schemas: readonly string[],
): Promise<MissingRight[]> {
  const { rows } = await client.query<MissingRight>(
    `WITH here AS (SELECT oid, nspname FROM pg_catalog.pg_namespace WHERE nspname = ANY ($1)),
          thing AS (
            SELECT c.oid, c.relkind, h.nspname, c.relname, format('%I.%I', h.nspname, c.relname) AS name
              FROM pg_catalog.pg_class c JOIN here h ON h.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
               AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::regclass
                                  AND e.objid = c.oid AND e.deptype = 'e')),
          columns AS (
            SELECT t.oid, string_agg(format('"%s"', a.attname), ', ' ORDER BY a.attnum)
                     FILTER (WHERE NOT pg_catalog.has_column_privilege(t.oid, a.attnum, 'SELECT')) AS closed,
                   bool_or(pg_catalog.has_column_privilege(t.oid, a.attnum, 'SELECT')) AS "isPartly"
              FROM thing t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE t.relkind <> 'S' GROUP BY t.oid)
     SELECT nspname AS schema, NULL AS relation, 'the role that reads the source has no USAGE of this schema' AS fault,
            format('GRANT USAGE ON SCHEMA %I TO %I', nspname, current_user) AS grant
       FROM here WHERE NOT pg_catalog.has_schema_privilege(oid, 'USAGE')
     UNION ALL
     SELECT t.nspname, t.relname,
            CASE WHEN t.relkind = 'S' THEN 'the role that reads the source may not read this sequence'
                 WHEN c."isPartly" AND c.closed IS NOT NULL THEN
                   format('the role that reads the source may read some columns and not %s, and needs the right on the whole table', c.closed)
                 WHEN c."isPartly" THEN 'the role that reads the source has rights on columns and needs the right on the whole table'
                 ELSE 'the role that reads the source may not read this table' END,
            format('GRANT SELECT ON %s%s TO %I', CASE t.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END, t.name, current_user)
       FROM thing t LEFT JOIN columns c USING (oid)
     ORDER BY 1, 2 NULLS FIRST`,
    [schemas],
  );
  return rows;
}
