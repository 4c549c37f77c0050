import type { ClientBase } from 'pg';
import { readOfferedExtensions } from './read-offered-extensions';

/** What a cluster has to offer to whoever builds a copy in it. */
export type Offers = {
  /** Names of extensions that the role may make, with the version that it gets. */
  extensions: Map<string, string>;
};

/** Reads that for a role: the session's own where none is named. */
export async function readOffers(client: ClientBase, role?: string): Promise<Offers> {
  const { rows } = await client.query<{ name: string }>('SELECT current_user::text AS name');
  const builder = role ?? rows[0]?.name ?? '';
  return { extensions: await readOfferedExtensions(client, builder) };
}
