import type { ClientBase } from 'pg';

/** Whether whoever makes a copy may set a parameter in a function; `unknown` for one that the server does not have. */
export type Parameter = 'settable' | 'kept' | 'unknown';

/**
 * What a server says of parameters, by name in lower case: whether the role may set them (from version 15 on), or without a role
 * whether everybody may, as far as the session sees them. A name with a point in it belongs to an extension or to nobody, and
 * anybody may set it unless the server has it and says otherwise. Some, such as "role", stand in no list and are for everybody.
 */
export async function readParameters(
  client: ClientBase,
  names: readonly string[],
  role?: string,
): Promise<Map<string, Parameter>> {
  if (names.length === 0) return new Map();
  const [forRole, forAll] = [
    `CASE WHEN s.context = 'user' THEN 'settable'
          WHEN s.name IS NULL AND position('.' IN p.name) > 0 THEN 'settable'
          WHEN s.name IS NULL AND pg_catalog.pg_settings_get_flags(p.name) IS NULL THEN 'unknown'
          WHEN s.name IS NULL AND 'NO_SHOW_ALL' = ANY (pg_catalog.pg_settings_get_flags(p.name)) THEN 'settable'
          WHEN pg_catalog.has_parameter_privilege($2, p.name, 'SET') THEN 'settable' ELSE 'kept' END`,
    `CASE WHEN s.context <> 'user' THEN 'kept' ELSE 'settable' END`,
  ];
  const { rows } = await client.query<{ name: string; parameter: Parameter }>(
    `SELECT p.name, ${role === undefined ? forAll : forRole} AS parameter
       FROM unnest($1::text[]) AS p (name) LEFT JOIN pg_catalog.pg_settings s ON lower(s.name) = p.name`,
    role === undefined ? [names] : [names, role],
  );
  return new Map(rows.map(({ name, parameter }) => [name, parameter]));
}
