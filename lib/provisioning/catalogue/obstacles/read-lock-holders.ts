import type { ClientBase } from 'pg';

export type LockHolder = {
  schema: string;
  /** The locked table. */
  name: string;
  /** Who holds or awaits it, in words: pid, role, application, state and since when. Never its query, which may hold values. */
  holder: string;
};

/**
 * Who keeps tables of this database from being read: sessions that hold a lock which excludes reading, sessions that wait
 * for one (everyone queues behind them), and prepared transactions, which have no session. State and time of
 * another role's session are shown to members of pg_read_all_stats alone.
 */
export async function readLockHolders(client: ClientBase): Promise<LockHolder[]> {
  const { rows } = await client.query<LockHolder>(
    `SELECT n.nspname AS schema, c.relname AS name,
            CASE WHEN l.pid IS NULL THEN format('prepared transaction %s', coalesce('"' || p.gid || '"', l.virtualtransaction))
                 ELSE concat_ws(', ', format('process %s', l.pid), format('role "%s"', a.usename), format('application "%s"', a.application_name), a.state,
                                'since ' || to_char(coalesce(a.state_change, a.xact_start) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
            END || CASE WHEN l.granted THEN ' holds it' ELSE ' waits for it' END AS holder
       FROM pg_catalog.pg_locks l
       JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'm')
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname <> 'pg_catalog'
       LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
       LEFT JOIN pg_catalog.pg_prepared_xacts p ON l.pid IS NULL AND l.virtualtransaction = '-1/' || p.transaction::text
      WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND l.pid IS DISTINCT FROM pg_backend_pid()
      ORDER BY l.granted DESC, 1, 2, 3`,
  );
  return rows;
}
