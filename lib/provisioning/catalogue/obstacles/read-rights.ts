import type { ClientBase } from 'pg';

export type SourceRights = {
  superuser: boolean;
  /** Tables of the schema that the role may write. */
  writable: string[];
};

/** What the session's role may do beyond reading; null when the schema does not exist. */
export async function readSourceRights(client: ClientBase, schema: string): Promise<SourceRights | null> {
  const { rows } = await client.query<SourceRights>(
    `SELECT r.rolsuper AS superuser,
            ARRAY(SELECT c.relname FROM pg_class c
                   WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
                     AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                   ORDER BY 1)::text[] AS writable
       FROM pg_namespace n JOIN pg_roles r ON r.rolname = current_user
      WHERE n.nspname = $1`,
    [schema],
  );
  return rows[0] ?? null;
}
