import type { ClientBase } from 'pg';

/** Materialized views of a schema that hold rows, quoted, in an order in which each can be refreshed. */
export async function readMaterializedViews(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ view: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS view
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relkind = 'm' AND c.relispopulated
      ORDER BY c.oid`,
    [schema],
  );
  return rows.map(({ view }) => view);
}
