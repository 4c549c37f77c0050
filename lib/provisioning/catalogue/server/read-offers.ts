import type { ClientBase } from 'pg';
import { readOfferedExtensions } from './read-offered-extensions';
import { type Parameter, readParameters } from './read-parameters';

/** What a cluster has to offer to whoever builds a copy in it. */
export type Offers = {
  /** Names of extensions that the role may make, with the version that it gets. */
  extensions: Map<string, string>;
  /** Whether the role is a superuser, which alone makes some kinds of objects. */
  superuser: boolean;
  /** Roles that policies may name. */
  roles: string[];
  /** What the role may set, of the parameters that were asked for. */
  parameters: Map<string, Parameter>;
};

/** Reads that for a role, the session's own where none is named; `parameters` are the names that functions of the source set. */
export async function readOffers(
  client: ClientBase,
  { role, parameters = [] }: { role?: string; parameters?: readonly string[] } = {},
): Promise<Offers> {
  const { rows } = await client.query<{ name: string; superuser: boolean; roles: string[] }>(
    `SELECT coalesce($1, current_user)::text AS name,
            coalesce((SELECT rolsuper FROM pg_roles WHERE rolname = coalesce($1, current_user)), false) AS superuser,
            ARRAY(SELECT rolname::text FROM pg_roles ORDER BY 1) AS roles`,
    [role ?? null],
  );
  const { name = '', superuser = false, roles = [] } = rows[0] ?? {};
  return {
    extensions: await readOfferedExtensions(client, name),
    superuser,
    roles,
    parameters: await readParameters(client, parameters, name),
  };
}
