import type { ClientBase } from 'pg';

/**
 * Extensions that a role may install in a database where it has CREATE, with the version that it would get: all that the
 * server has for a superuser, and for any other role those that are trusted or need no superuser.
 */
export async function readOfferedExtensions(client: ClientBase, role: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; version: string }>(
    `SELECT v.name::text, v.version
       FROM pg_available_extensions x
       JOIN pg_available_extension_versions v ON v.name = x.name AND v.version = x.default_version
      WHERE v.trusted OR NOT v.superuser
         OR EXISTS (SELECT FROM pg_roles r WHERE r.rolname = $1 AND r.rolsuper)
      ORDER BY 1`,
    [role],
  );
  return new Map(rows.map(({ name, version }) => [name, version]));
}
