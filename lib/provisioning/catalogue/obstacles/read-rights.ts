import type { ClientBase } from 'pg';

export type SourceRights = {
  superuser: boolean;
  /** Tables of the schema that the role may not read, and those that it may write. */
  unreadable: string[];
  writable: string[];
  /** Tables whose policies would hide rows from it. */
  hidden: string[];
};

/** What the session's role may do with the tables and sequences of a schema; null when the schema does not exist. */
export async function readSourceRights(client: ClientBase, schema: string): Promise<SourceRights | null> {
  const { rows } = await client.query<SourceRights>(
    `SELECT r.rolsuper AS superuser,
            ARRAY(SELECT c.relname FROM pg_class c
                   WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
                     AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
                   ORDER BY 1)::text[] AS unreadable,
            ARRAY(SELECT c.relname FROM pg_class c
                   WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
                     AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                   ORDER BY 1)::text[] AS writable,
            ARRAY(SELECT c.relname FROM pg_class c
                   WHERE c.relnamespace = n.oid AND c.relrowsecurity AND NOT r.rolbypassrls
                     AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE'))
                   ORDER BY 1)::text[] AS hidden
       FROM pg_namespace n JOIN pg_roles r ON r.rolname = current_user
      WHERE n.nspname = $1`,
    [schema],
  );
  return rows[0] ?? null;
}
