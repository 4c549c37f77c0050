import type { ClientBase } from 'pg';
import { clock } from '../../clock';

export type SessionFilter = {
  /** Sessions whose application_name is one of these, or starts with one of these and a slash. */
  applications: readonly string[];
  /** Sessions of these databases and these roles. */
  databases: readonly string[];
  roles: readonly string[];
};

const giveUpAfterMs = 15_000;

/**
 * Ends other sessions and waits until the server has forgotten them: a `CREATE DATABASE` of a worker that died goes on
 * until its backend notices, and would finish after we looked. Returns the number that would not end within 15
 * seconds, 0 as a rule. May be repeated. Needs pg_signal_backend for sessions of other roles. Whoever may not read all
 * statistics is not told what kind of process such a session is: all but those of superusers are ended then.
 */
export async function endSessions(cluster: ClientBase, filter: SessionFilter): Promise<number> {
  const started = clock.elapsed();
  for (;;) {
    const { rowCount } = await cluster.query(
      `SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
         LEFT JOIN pg_roles r ON r.oid = a.usesysid
        WHERE a.pid <> pg_backend_pid()
          AND (a.backend_type = 'client backend' OR (a.backend_type IS NULL AND NOT r.rolsuper))
          AND (a.datname = ANY ($1) OR a.usename = ANY ($2)
               OR EXISTS (SELECT FROM unnest($3::text[]) p
                           WHERE a.application_name = p OR starts_with(a.application_name, p || '/')))`,
      [filter.databases, filter.roles, filter.applications],
    );
    if (!rowCount || clock.elapsed() - started > giveUpAfterMs) return rowCount ?? 0;
    await clock.sleep(50);
  }
}
