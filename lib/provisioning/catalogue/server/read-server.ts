import type { ClientBase } from 'pg';

export type Server = {
  /** As `server_version_num` says: 180004. */
  version: number;
  /** Connections that an ordinary role can still open. */
  freeConnections: number;
  /** The connected database, as it calls itself. */
  database: string;
  /** Of the connected database; a copy must be given the same. */
  encoding: string;
  collate: string;
  ctype: string;
  localeProvider: 'b' | 'i' | 'c';
  locale: string | null;
  icuRules: string | null;
  /** The version of the rules that the database was made with, as their provider calls it. */
  collationVersion: string | null;
};

/** The server behind a session, and how the connected database orders and encodes text. */
export async function readServer(client: ClientBase): Promise<Server> {
  const { rows } = await client.query<Server>(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('max_connections')::int
              - current_setting('superuser_reserved_connections')::int
              - coalesce(current_setting('reserved_connections', true)::int, 0)
              - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::int AS "freeConnections",
            d.datname AS database, pg_encoding_to_char(d.encoding) AS encoding, d.datcollate AS collate, d.datctype AS ctype,
            coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS "localeProvider",
            coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale,
            to_jsonb(d) ->> 'daticurules' AS "icuRules", to_jsonb(d) ->> 'datcollversion' AS "collationVersion"
       FROM pg_database d WHERE d.datname = current_database()`,
  );
  const [server] = rows;
  if (!server) throw new Error('the connected database is not in pg_database');
  return server;
}
