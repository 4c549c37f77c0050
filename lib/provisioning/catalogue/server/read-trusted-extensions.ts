import type { ClientBase } from 'pg';

/** Extensions that a role without superuser rights may install in a database where it has CREATE. */
export async function readTrustedExtensions(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT DISTINCT name::text FROM pg_available_extension_versions WHERE trusted ORDER BY 1',
  );
  return rows.map(({ name }) => name);
}
