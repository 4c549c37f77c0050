import type pg from 'pg';
import { quietSettings } from '@/lib/provisioning';
import type { Finding } from './doctor-finding';

/**
 * What a server writes into its own log of the values that pass through it. By its defaults PostgreSQL logs the row that a
 * constraint refused (`DETAIL: Failing row contains …`), and quotes values that do not fit.
 */
export type LogSettings = {
  /** The role of the session, whose own settings count. */
  role: string;
  /** The role may set all of `quietSettings`, for its sessions and for roles that it creates. */
  maySet: boolean;
  verbosity: string;
  leastMessage: string;
  /** Something has statements logged, with their parameters. */
  logsParameters: boolean;
};

/** Whose server it is decides what helps. */
export type LoggedServer = 'control' | 'cluster' | 'source';

/** Reads them as they hold for a session of this role. Rejects when the server fails. */
export async function readLogSettings(client: pg.Client): Promise<LogSettings> {
  const { rows: server } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  // Before 15 these parameters could be granted to nobody.
  const maySet =
    (server[0]?.version ?? 0) >= 150_000
      ? "(SELECT bool_and(has_parameter_privilege(name, 'SET')) FROM unnest($1::text[]) AS name)"
      : '(SELECT rolsuper AND $1::text[] IS NOT NULL FROM pg_roles WHERE rolname = current_user)';
  const { rows } = await client.query<LogSettings>(
    `SELECT current_user AS role, ${maySet} AS "maySet",
            current_setting('log_error_verbosity') AS verbosity, current_setting('log_min_messages') AS "leastMessage",
            current_setting('log_parameter_max_length') <> '0'
              AND (current_setting('log_statement') IN ('mod', 'all')
                OR current_setting('log_min_duration_statement') <> '-1'
                OR current_setting('log_min_duration_sample') <> '-1'
                OR current_setting('log_transaction_sample_rate') <> '0') AS "logsParameters"`,
    [Object.keys(quietSettings)],
  );
  const [settings] = rows;
  if (!settings) throw new Error('the server told none of its settings');
  return settings;
}

/** Levels under which errors of statements stay out of the log. */
const withoutErrors = new Set(['log', 'fatal', 'panic']);

/** One finding for a server. Production's log is its owner's: what could be better there is said as advice. Pure. */
export function judgeLog(what: string, server: LoggedServer, settings: LogSettings): Finding {
  const logsErrors = !withoutErrors.has(settings.leastMessage);
  const kept = [
    ...(logsErrors && settings.verbosity !== 'terse' ? ['rows that a constraint refuses'] : []),
    ...(logsErrors && settings.verbosity === 'terse' ? ['values that do not fit their type'] : []),
    ...(settings.logsParameters ? ['the parameters of statements'] : []),
  ];
  // The engine sets its sessions itself where it may, and the roles of sandboxes with them; the control database's are Prisma's.
  if (kept.length === 0 || (server !== 'control' && settings.maySet))
    return { isOk: true, text: `${what}: no value of a row gets into the server's log` };
  const text = `${what}: the server's log keeps ${kept.join(' and ')}; a superuser runs ${remedy(server, settings.role)}`;
  return server === 'source' ? { isOk: true, isAdvice: true, text } : { isOk: false, text };
}

function remedy(server: LoggedServer, role: string): string {
  const name = `"${role.replaceAll('"', '""')}"`;
  if (server !== 'control')
    return `GRANT SET ON PARAMETER ${Object.keys(quietSettings).join(', ')} TO ${name}`;
  const settings = Object.entries(quietSettings);
  return settings.map(([setting, value]) => `ALTER ROLE ${name} SET ${setting} = '${value}'`).join('; ');
}
