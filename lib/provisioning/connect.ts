import { Client } from 'pg';
import { addressOf, clientConfigOf } from './address';
import type { Side } from './conditions/condition';
import { blamingLoss, type ProvisioningError, toProvisioningError } from './provisioning-error';
import { setUpSession } from './sessions/quiet-log';
import { assertSettingsHold, watchReported } from './sessions/reported-settings';
import { noteErrors, sideOfError, watchLastWords } from './sessions/side-of-error';

/**
 * The one way in which the engine opens a session. Each carries settings that were measured to matter:
 *
 * `client_connection_check_interval` makes the server notice within a second that its client died. Without it a
 * statement lives on: a database under `CREATE DATABASE … TEMPLATE` appears after its worker was killed.
 * `lock_timeout` keeps us from queueing behind a lock in production, where everyone else would queue behind us.
 * `statement_timeout` bounds what no check interval catches; one call may allow itself more.
 * `jit` would compile each of our catalogue queries for longer than it runs.
 * `search_path` holds the system's schema alone, so that no function or operator that somebody left in `public` or in
 * a tenant's schema is called by our own queries: they name every table with its schema.
 */
export type ConnectOptions = {
  side: Side;
  /** Shown in pg_stat_activity; clean-up finds sessions by it. Never a customer's name. */
  applicationName: string;
  /** Replaces the database that the URL names. */
  database?: string;
  /** Signs in as someone else than the URL says. */
  user?: { name: string; password: string };
  lockTimeoutMs?: number;
  statementTimeoutMs?: number;
  /** Further settings for the session, by name; values must not hold secrets. */
  settings?: Readonly<Record<string, string>>;
  /** Ends the session when it fires, in the middle of a statement if need be. */
  signal?: AbortSignal;
  /** Called with the reason when the session breaks off without having been asked to; what fails in it later has no code. */
  onLost?: (why: ProvisioningError) => void;
};

const defaults = { lockTimeoutMs: 5_000, statementTimeoutMs: 30 * 60_000, connectTimeoutMs: 10_000 };

/**
 * Settings that `pg` would take from the URL and tell the server beside `options`. The server applies them after those, so
 * with one of them in the URL ours would not hold.
 */
const unasked = {
  lock_timeout: undefined,
  statement_timeout: undefined,
  idle_in_transaction_session_timeout: undefined,
} as const;

/**
 * A connected client. Sessions on the source are read-only by setting, in addition to what their grants allow, and a
 * policy that would hide rows from them is an error: rows that are missing in silence would look like a good copy.
 * Rejects with a ProvisioningError; the caller must call `end()`, which `withConnection` does by itself.
 */
export async function openConnection(url: string, options: ConnectOptions): Promise<Client> {
  options.signal?.throwIfAborted();
  const client = prepareClient(url, options);
  const reported = watchReported(client);
  noteErrors(client, options.side);
  const lastWords = watchLastWords(client);
  // A broken connection rejects the statement in flight as well; without a listener it would end the process.
  client.on('error', (error) => {
    const why = blamingLoss(toProvisioningError(lastWords() ?? error, options.side), true);
    losses.set(client, why);
    options.onLost?.(why);
  });
  const abort = () => client.connection.stream.destroy();
  options.signal?.addEventListener('abort', abort, { once: true });
  client.once('end', () => options.signal?.removeEventListener('abort', abort));
  try {
    await client.connect();
    if (options.side === 'source')
      assertSettingsHold(reported, options.settings?.default_transaction_read_only);
    await setUpSession(client, reported);
    return client;
  } catch (thrown) {
    const isLost = client.connection.stream.destroyed;
    await client.end().catch(() => undefined);
    const circumstances = {
      during: 'connecting',
      isEncrypted: Boolean(client.ssl),
      aside: placeOf(client),
    } as const;
    throw blamingLoss(toProvisioningError(thrown, options.side, 'connecting', circumstances), isLost);
  }
}

/** A client that has not connected yet. Refuses an address that cannot be read (ProvisioningError, `address_unfit`). */
function prepareClient(url: string, options: ConnectOptions): Client {
  try {
    const address = clientConfigOf(addressOf(url, options));
    return new Client({
      ...address,
      ...unasked,
      application_name: options.applicationName,
      connectionTimeoutMillis: defaults.connectTimeoutMs,
      keepAlive: true,
      // Of two values for one setting the server takes the later: ours hold, whatever options the URL asks for.
      options: [address.options, sessionOptions(options)].filter(Boolean).join(' '),
    });
  } catch (thrown) {
    throw toProvisioningError(thrown, options.side, undefined, { during: 'connecting' });
  }
}

/** Where a session was to lead, for operators. */
function placeOf({ host, port, database, user }: Client): string {
  return `Host "${host}", port ${port}, database "${database ?? ''}", role "${user ?? ''}".`;
}

/** Why a session broke off: a server that ends one says so before the next statement is sent, whose own error is nameless. */
const losses = new WeakMap<Client, ProvisioningError>();

/**
 * Why a session broke off, `true` where nothing is known of the reason, `false` where it stands. The driver refuses statements
 * as soon as the server has said that it ends the session, and closes a moment later.
 */
export function lossOf(client: Client): ProvisioningError | boolean {
  return losses.get(client) ?? client.connection.stream.destroyed;
}

/**
 * Runs `use` on a session of its own and always ends it. The result of `use` comes back unchanged, and so does its error,
 * but for one of the source's server, which gets its name, and one without a name while the session had broken off: that
 * is why it did.
 */
export async function withConnection<T>(
  url: string,
  options: ConnectOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await openConnection(url, options);
  try {
    return await use(client);
  } catch (thrown) {
    const lost = !options.signal?.aborted && lossOf(client);
    if (lost) throw blamingLoss(toProvisioningError(thrown, options.side), lost);
    throw sideOfError(thrown) === 'source' ? toProvisioningError(thrown, 'source') : thrown;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `work` between BEGIN and COMMIT, or ROLLBACK when it throws. `mode` follows BEGIN verbatim. */
export async function inTransaction<T>(client: Client, work: () => Promise<T>, mode = ''): Promise<T> {
  await client.query(`BEGIN ${mode}`);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (thrown) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw thrown;
  }
}

/**
 * How definitions and values are printed and read. A database or a role may have other settings of its own (`ALTER DATABASE …
 * SET`), under which the same definition would read otherwise on each side of a copy.
 */
export const printing = {
  quote_all_identifiers: 'off',
  bytea_output: 'hex',
  extra_float_digits: '1',
  DateStyle: 'ISO,YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  lc_monetary: 'C',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  xmlbinary: 'base64',
  xmloption: 'content',
};

function sessionOptions(options: ConnectOptions): string {
  const settings: Record<string, string> = {
    client_connection_check_interval: '1000',
    lock_timeout: String(options.lockTimeoutMs ?? defaults.lockTimeoutMs),
    statement_timeout: String(options.statementTimeoutMs ?? defaults.statementTimeoutMs),
    idle_in_transaction_session_timeout: '0',
    idle_session_timeout: '0',
    // A role or database may be read-only by its own setting.
    default_transaction_read_only: options.side === 'source' ? 'on' : 'off',
    search_path: 'pg_catalog,pg_temp',
    jit: 'off',
    log_parameter_max_length_on_error: '0',
    ...printing,
    ...(options.side === 'source' ? { row_security: 'off' } : {}),
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`)
    .join(' ');
}
