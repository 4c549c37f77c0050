import type { ClientBase } from 'pg';
import { ownerRole } from '../names';
import { errorCodeOf } from '../provisioning-error';

/**
 * Makes the role that owns sandbox objects where it is missing. It cannot sign in, owns no database and is a member of
 * nothing. Whoever makes it holds its ADMIN option (PostgreSQL 16 and later). Two workers may try at once.
 */
export async function ensureOwnerRole(cluster: ClientBase): Promise<void> {
  try {
    await cluster.query(
      `CREATE ROLE ${ownerRole} NOLOGIN NOINHERIT NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS`,
    );
  } catch (thrown) {
    const code = errorCodeOf(thrown);
    if (code !== '42710' && code !== '23505') throw thrown;
  }
}
