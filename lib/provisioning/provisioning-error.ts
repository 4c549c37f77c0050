import {
  type Circumstances,
  type Condition,
  field,
  findCondition,
  knownCodeOf,
  type Side,
  serverNames,
} from './conditions/condition';
import { knownConditions } from './conditions/known-conditions';
import { type ProvisioningErrorCode, remedies } from './conditions/remedies';
import { sideOfError } from './sessions/side-of-error';

/**
 * How the engine fails: one closed union of codes, each with what a person can do about it.
 *
 * A message is a sentence that may be shown to a customer. It never holds a row's value, a password or a URL; names of
 * tables and columns are allowed, since without them nobody could act. What only operators may read, such as the host,
 * the role or another session of the source, stands in `aside`: the command line and the log show it, pages do not.
 * Which failures of a server are known, and what is said of each, is the table in conditions/known-conditions.ts.
 */

type Words = ErrorOptions & {
  /** In place of the remedy of the code. */
  remedy?: string | undefined;
  /** For operators alone. */
  aside?: string | undefined;
};

/** A failure of the engine that has a name. `sqlstate` is kept for the log where PostgreSQL reported one. */
export class ProvisioningError extends Error {
  readonly remedy: string;
  readonly aside: string | undefined;

  constructor(
    readonly code: ProvisioningErrorCode,
    message: string,
    readonly sqlstate?: string,
    words?: Words,
  ) {
    super(message, words);
    this.name = 'ProvisioningError';
    this.remedy = words?.remedy ?? remedies[code];
    this.aside = words?.aside;
  }
}

/** A failure as it may be shown: no value of a row, no password, no address. `aside` is for operators alone. */
export type Failure = {
  code: ProvisioningErrorCode;
  message: string;
  remedy: string;
  sqlstate?: string;
  aside?: string;
};

/** An error as a report carries it: without its cause, which may quote values. */
export function failureOf({ code, message, remedy, sqlstate, aside }: ProvisioningError): Failure {
  return { code, message, remedy, ...(sqlstate ? { sqlstate } : {}), ...(aside ? { aside } : {}) };
}

/** The code that stands for a SQLSTATE, or `internal` for one that the engine does not expect. */
export function codeOfSqlstate(sqlstate: string, side: Side): ProvisioningErrorCode {
  const known = findCondition(knownConditions, { code: sqlstate }, { side, during: 'working' });
  return known ? codeAt(known, side) : 'internal';
}

/**
 * Any thrown value as a named failure; one that has a name already passes unchanged. `doing` says what was being done
 * ("copying parts") and becomes part of the sentence. `likelySide` counts where no server of a session reported it. Never throws.
 */
export function toProvisioningError(
  thrown: unknown,
  likelySide: Side,
  doing?: string,
  more?: Omit<Circumstances, 'side'> & { aside?: string },
): ProvisioningError {
  if (thrown instanceof ProvisioningError) return thrown;
  const side = sideOfError(thrown) ?? likelySide;
  const known = findCondition(knownConditions, thrown, { during: 'working', ...more, side });
  const aborted = thrown instanceof Error && thrown.name === 'AbortError';
  const code = known ? codeAt(known, side) : aborted ? 'cancelled' : 'internal';
  const sentence = known?.sentence ?? 'Something failed that the engine does not know.';
  const message = [inWords(sentence, side), doing && `It was ${doing}.`, objectOf(thrown)]
    .filter(Boolean)
    .join(' ');
  return new ProvisioningError(code, message, knownCodeOf(thrown), {
    cause: thrown,
    remedy: known?.help && inWords(known.help, side),
    aside: more?.aside,
  });
}

function codeAt({ code }: Condition, side: Side): ProvisioningErrorCode {
  return typeof code === 'string' ? code : code[side];
}

function inWords(sentence: string, side: Side): string {
  return sentence.replaceAll('{server}', serverNames[side]);
}

/**
 * The failure, or why a session broke off where the failure has no name of its own: the driver gives what fails in a lost
 * session no code, and the network only says that it is lost. `lost` is what the session itself said, or just that one was lost.
 */
export function blamingLoss(
  error: ProvisioningError,
  lost: ProvisioningError | boolean | undefined,
): ProvisioningError {
  // Errors of the network have codes that begin with a letter; those of a server begin with a digit.
  const isBrokenOff = error.code === 'connection_lost' && !/^\d/.test(error.sqlstate ?? '');
  if (!lost || (error.code !== 'internal' && !isBrokenOff)) return error;
  if (lost !== true) return lost;
  if (isBrokenOff) return error;
  return new ProvisioningError('connection_lost', 'A connection to the server broke off.', undefined, {
    cause: error,
  });
}

/** Table, column and constraint as the server reports them in their own fields; these are names, not values. */
function objectOf(thrown: unknown): string {
  const schema = field(thrown, 'schema');
  const parts = (['table', 'column', 'constraint', 'dataType'] as const)
    .map((name) => [name, field(thrown, name)] as const)
    .filter(([, value]) => value);
  return parts.length
    ? `(${parts.map(([name, value]) => `${name} ${name === 'table' && schema ? `${schema}.` : ''}${value}`).join(', ')})`
    : '';
}

/** The SQLSTATE or system error code that a thrown value carries, if any. */
export function errorCodeOf(thrown: unknown): string | undefined {
  return field(thrown, 'code');
}
