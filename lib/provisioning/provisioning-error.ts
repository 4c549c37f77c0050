/**
 * How the engine fails: one closed union of codes, each with what a person can do about it.
 *
 * A message is a sentence that may be shown to a customer. It never holds a row's value, a password or a URL; names of
 * tables and columns are allowed, since without them nobody could act. PostgreSQL's own errors are told apart by
 * SQLSTATE alone (https://www.postgresql.org/docs/18/errcodes-appendix.html): their texts depend on the server's
 * language and quote values in `detail`.
 */
export const remedies = {
  source_unreachable:
    'Check that the production server accepts connections from here and holds the registered database, then try again.',
  target_unreachable: 'Check that the sandbox cluster accepts connections from here, then try again.',
  target_full: 'Free space on the sandbox cluster, or destroy sandboxes that nobody uses, then try again.',
  too_many_connections: 'Wait for running work to finish, or raise max_connections, then try again.',
  rights_missing: 'Grant the missing right to the role that the message names, then try again.',
  version_unsupported: 'Use a server version that the message allows.',
  unsupported_object: 'Remove or change the named object in production, or ask for a sandbox without it.',
  locale_unsupported:
    'Have the named locale installed on the sandbox cluster’s machine, or use a cluster that has it.',
  schema_missing: 'Check the schema name that is registered for this tenant.',
  structure_failed:
    'Look at the named object in production: its definition could not be repeated in a sandbox.',
  dump_broken:
    'pg_dump broke off by itself; the worker’s log has its words. Nothing is left behind; try again.',
  structure_mismatch:
    'Production may have changed while it was read. Try again; if it stays, report the named object.',
  source_writable: 'Let Sandgate read production as a role that holds SELECT alone and is no superuser.',
  plan_invalid: 'Correct the plan as the message says.',
  product_mismatch: 'Correct the product definition, or the tenant whose schema differs from it.',
  seed_set_invalid: 'Correct the seed set as the message says and publish a higher version of it.',
  data_invalid:
    'The named constraint does not hold for the copied rows. Correct the rows where they come from.',
  lock_timeout: 'Another session holds a lock on the named server. Try again when it has finished.',
  time_exceeded: 'The work took longer than it is allowed to. Try again when the server is less busy.',
  source_pressure: 'Production comes first. Try again when the named change there is done.',
  target_not_empty: 'Name a database that does not exist yet, or drop the one that does.',
  connection_lost: 'The connection broke off. Nothing is left behind; try again.',
  attempt_superseded: 'A later attempt has taken over this work. Nothing needs to be done.',
  lease_lost: 'Another worker has taken over this work. Nothing needs to be done.',
  baseline_missing: 'Destroy the sandbox and ask for another one: there is no copy to return to.',
  object_in_use: 'Sessions that could not be ended still use it. Try again.',
  plan_refused:
    'Have the source read again, decide the named places in its plan, and have the plan signed again.',
  manifest_changed:
    'Have the source read again, look at what has changed in its plan, and have the plan signed again.',
  proof_failed:
    'Nothing was handed over. Change the masks of the named columns, and have the plan signed again.',
  cancelled: 'Nothing is left behind. Ask again when it suits.',
  internal: 'This is a fault of the engine. Report it with the operation it belongs to.',
} as const;

export type ProvisioningErrorCode = keyof typeof remedies;

/** A failure of the engine that has a name. `sqlstate` is kept for the log where PostgreSQL reported one. */
export class ProvisioningError extends Error {
  readonly remedy: string;

  constructor(
    readonly code: ProvisioningErrorCode,
    message: string,
    readonly sqlstate?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProvisioningError';
    this.remedy = remedies[code];
  }
}

/** A failure as it may be shown: no value of a row, no password, no address. */
export type Failure = { code: ProvisioningErrorCode; message: string; remedy: string; sqlstate?: string };

/** An error as a report carries it: without its cause, which may quote values. */
export function failureOf({ code, message, remedy, sqlstate }: ProvisioningError): Failure {
  return { code, message, remedy, ...(sqlstate ? { sqlstate } : {}) };
}

/** On which side of the copy an error arose; decides between `source_…` and `target_…`. */
export type Side = 'source' | 'target';

const bySqlstate: Readonly<Record<string, ProvisioningErrorCode>> = {
  '53100': 'target_full',
  '53200': 'target_full',
  '53300': 'too_many_connections',
  '53400': 'too_many_connections',
  '42501': 'rights_missing',
  '28000': 'rights_missing',
  '28P01': 'rights_missing',
  '3F000': 'schema_missing',
  '55P03': 'lock_timeout',
  '55006': 'object_in_use',
  '57014': 'time_exceeded',
  '25P03': 'time_exceeded',
  '25P04': 'time_exceeded',
  '0A000': 'unsupported_object',
};

const byClass: Readonly<Record<string, ProvisioningErrorCode>> = {
  '08': 'connection_lost',
  '22': 'data_invalid',
  '23': 'data_invalid',
  '42': 'structure_failed',
  '57': 'connection_lost',
  '58': 'target_full',
};

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EAI_AGAIN',
]);
const broken = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const sentences: Readonly<Partial<Record<ProvisioningErrorCode, string>>> = {
  source_unreachable: 'The production server does not answer.',
  target_unreachable: 'The sandbox cluster does not answer.',
  target_full: 'The sandbox cluster has no room left.',
  too_many_connections: 'The server has no connection to spare.',
  rights_missing: 'The role that Sandgate uses lacks a right.',
  schema_missing: 'A schema that should exist does not.',
  lock_timeout: 'A lock was not granted in time.',
  object_in_use: 'The database is still in use.',
  time_exceeded: 'A statement was stopped because it took too long.',
  connection_lost: 'The connection to the server broke off.',
  data_invalid: 'A row was refused by the database.',
  structure_failed: 'The database refused a definition.',
};

/** Invalid catalog name: the server answers, and does not know the database. */
const noSuchDatabase = '3D000';

/** The code that stands for a SQLSTATE, or `internal` for one that the engine does not expect. */
export function codeOfSqlstate(sqlstate: string, side: Side): ProvisioningErrorCode {
  const exact = bySqlstate[sqlstate];
  if (exact) return exact;
  if (sqlstate === noSuchDatabase) return side === 'source' ? 'source_unreachable' : 'target_unreachable';
  return byClass[sqlstate.slice(0, 2)] ?? 'internal';
}

/**
 * Any thrown value as a named failure; one that has a name already passes unchanged. `doing` says what was being done
 * ("copying parts") and becomes part of the sentence. Never throws.
 */
export function toProvisioningError(thrown: unknown, side: Side, doing?: string): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  const code = codeOf(thrown, side);
  const sentence =
    textField(thrown, 'code') === noSuchDatabase
      ? 'The server has no such database.'
      : (sentences[code] ?? 'Something failed that the engine does not know.');
  const where = objectOf(thrown);
  const message = [sentence, doing && `It was ${doing}.`, where].filter(Boolean).join(' ');
  return new ProvisioningError(code, message, textField(thrown, 'code'), { cause: thrown });
}

/**
 * The failure, as `connection_lost` where it has no name of its own and a session had broken off: the driver gives what
 * fails in a lost session no code.
 */
export function blamingLoss(error: ProvisioningError, isLost: boolean): ProvisioningError {
  if (!isLost || error.code !== 'internal') return error;
  return new ProvisioningError('connection_lost', 'A connection to the server broke off.', undefined, {
    cause: error,
  });
}

function codeOf(thrown: unknown, side: Side): ProvisioningErrorCode {
  const code = textField(thrown, 'code');
  if (code && unreachable.has(code)) return side === 'source' ? 'source_unreachable' : 'target_unreachable';
  if (code && broken.has(code)) return 'connection_lost';
  if (code && /^[0-9A-Z]{5}$/.test(code)) return codeOfSqlstate(code, side);
  return thrown instanceof Error && thrown.name === 'AbortError' ? 'cancelled' : 'internal';
}

/** Table, column and constraint as the server reports them in their own fields; these are names, not values. */
function objectOf(thrown: unknown): string {
  const parts = (['table', 'column', 'constraint', 'dataType'] as const)
    .map((field) => [field, textField(thrown, field)] as const)
    .filter(([, value]) => value);
  return parts.length ? `(${parts.map(([field, value]) => `${field} ${value}`).join(', ')})` : '';
}

/** The SQLSTATE or system error code that a thrown value carries, if any. */
export function errorCodeOf(thrown: unknown): string | undefined {
  return textField(thrown, 'code');
}

function textField(thrown: unknown, field: string): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, field);
  return typeof value === 'string' ? value : undefined;
}
