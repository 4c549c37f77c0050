import type { ProvisioningErrorCode } from './remedies';

/**
 * What a row of the table of known conditions says, and how a thrown value is held against it. PostgreSQL's errors are
 * told apart by SQLSTATE and, where one SQLSTATE stands for several things, by the function of the server that raised it:
 * its texts depend on the server's language and quote values. `pg` gives its own errors no code, so its few fixed texts
 * are read as codes here and nowhere else.
 */

/** On which side of the copy an error arose. */
export type Side = 'source' | 'target';

/** Opening a session, or a statement in one that stands. */
export type During = 'connecting' | 'working';

export type Condition = {
  /** SQLSTATEs, their classes of two letters, codes of the operating system and of TLS, or codes of `driverCodes`. */
  codes: readonly string[];
  side?: Side;
  during?: During;
  /** Functions of the server that raise it; `null` for a server that names none, as poolers do. */
  routines?: readonly (string | null)[];
  /** Whether the session was encrypted. */
  isEncrypted?: boolean;
  code: ProvisioningErrorCode | Readonly<Record<Side, ProvisioningErrorCode>>;
  /** `{server}` stands for the side's name. May be shown to a customer: no host, role, database or session. */
  sentence: string;
  /** What helps and who can do it; the code's remedy when left out. */
  help?: string;
};

/** What is known about a failure beside the thrown value. */
export type Circumstances = { side: Side; during: During; isEncrypted?: boolean };

/** What people call the two servers. */
export const serverNames: Readonly<Record<Side, string>> = {
  source: 'production server',
  target: 'sandbox cluster',
};

/** The words of `pg` for failures to which it gives no code (pg 8: lib/client.js, lib/connection.js, lib/crypto/sasl.js). */
const driverCodes: Readonly<Record<string, string>> = {
  'The server does not support SSL connections': 'TLS_NOT_OFFERED',
  'There was an error establishing an SSL connection': 'TLS_NOT_OFFERED',
  'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string': 'PASSWORD_MISSING',
  'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string': 'PASSWORD_MISSING',
  'Password must be a string': 'PASSWORD_MISSING',
  'timeout expired': 'ETIMEDOUT',
  'Connection terminated due to connection timeout': 'ETIMEDOUT',
};

/** The code by which the table knows a thrown value: its own, or what stands for the driver's words. */
export function knownCodeOf(thrown: unknown): string | undefined {
  const code = field(thrown, 'code');
  if (code !== undefined) return code;
  // A host of several addresses fails with one error for each of them.
  if (thrown instanceof AggregateError) return knownCodeOf(thrown.errors[0]);
  if (thrown instanceof URIError) return 'ERR_INVALID_URL';
  return thrown instanceof Error ? driverCodes[thrown.message] : undefined;
}

/** The first row that fits; rows that say more stand before those that say less. */
export function findCondition(
  table: readonly Condition[],
  thrown: unknown,
  circumstances: Circumstances,
): Condition | undefined {
  const code = knownCodeOf(thrown);
  if (code === undefined) return undefined;
  const routine = field(thrown, 'routine') ?? null;
  const names = /^[0-9A-Z]{5}$/.test(code) ? [code, code.slice(0, 2)] : [code];
  return table.find(
    (row) =>
      row.codes.some((each) => names.includes(each)) &&
      (row.side ?? circumstances.side) === circumstances.side &&
      (row.during ?? circumstances.during) === circumstances.during &&
      (row.isEncrypted ?? circumstances.isEncrypted) === circumstances.isEncrypted &&
      (row.routines === undefined || row.routines.includes(routine)),
  );
}

/** A text of a thrown value, such as its SQLSTATE. */
export function field(thrown: unknown, name: string): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, name);
  return typeof value === 'string' ? value : undefined;
}
