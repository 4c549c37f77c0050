import type { ClientBase } from 'pg';

export type DataDirectory = {
  /** A path on the server's own machine; null where the session's role may not read the setting. */
  path: string | null;
  /** The port that the server itself listens on, whatever the way to it. */
  port: number;
  /** Seconds since 1970. */
  startedAt: number;
  /**
   * New databases lie in the data directory, and not in a tablespace elsewhere; null where there is no `template0`, which
   * they are made from.
   */
  holdsDatabases: boolean | null;
};

/**
 * Where a cluster keeps its data, and when it was started, which tells it from another one on the same path. The path is
 * for superusers and members of `pg_read_all_settings` (PostgreSQL documentation, "Predefined Roles"); `pg_settings` leaves
 * the row out for others, where SHOW would fail.
 */
export async function readDataDirectory(client: ClientBase): Promise<DataDirectory> {
  const { rows } = await client.query<DataDirectory>(
    `SELECT (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory') AS path,
            current_setting('port')::int AS port,
            extract(epoch FROM pg_catalog.pg_postmaster_start_time())::float8 AS "startedAt",
            (SELECT t.spcname = 'pg_default'
               FROM pg_catalog.pg_database d
               JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
              WHERE d.datname = 'template0') AS "holdsDatabases"`,
  );
  const [found] = rows;
  if (!found) throw new Error('a SELECT without FROM gives one row');
  return found;
}
