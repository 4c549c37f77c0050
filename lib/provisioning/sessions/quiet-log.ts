import type { Client } from 'pg';
import type { Reported } from './reported-settings';

/**
 * Settings under which a server's log keeps no value of a row. An error is told to whoever caused it; in the log its DETAIL
 * holds the failing row, and its message quotes a value that does not fit. With `log` as the least level, errors of
 * statements stay out, and what concerns the server stays in. Statements stand in the log as the server's administrator
 * wishes, without their parameters.
 *
 * All three belong to superusers. Another role may set them after GRANT SET ON PARAMETER, from PostgreSQL 15 on.
 */
export const quietSettings = {
  log_error_verbosity: 'terse',
  log_min_messages: 'log',
  log_parameter_max_length: '0',
} as const;

/**
 * Prepares a session whose role may do so to leave no value in the log, and lifts `transaction_timeout`, which a role or
 * database may have by its own settings and which would end a copy. That one came with version 17; an older server would
 * refuse it among the settings of the sign-in.
 */
export async function setUpSession(client: Client, reported: Reported): Promise<void> {
  const major = Number.parseInt(reported.get('server_version') ?? '0', 10);
  const may =
    major >= 15
      ? "pg_catalog.has_parameter_privilege(s.name, 'SET')"
      : String(reported.get('is_superuser') === 'on');
  const values = Object.entries(quietSettings).map(([name, value]) => `('${name}', '${value}')`);
  const transaction = major >= 17 ? ", pg_catalog.set_config('transaction_timeout', '0', false)" : '';
  await client.query(
    `SELECT pg_catalog.count(pg_catalog.set_config(s.name, s.value, false))${transaction}
       FROM (VALUES ${values.join(', ')}) AS s (name, value) WHERE ${may}`,
  );
}
