import type { Client } from 'pg';
import { ProvisioningError, toProvisioningError } from '../provisioning-error';

/**
 * Runs statements of a dump in one round trip, and when the server refuses one says which: the object that the statement
 * makes, and the server's own words where those can hold no value of a row.
 */
export type Runnable = {
  sql: string;
  /** What it makes, for a person; null where nobody would know it by name. */
  subject: string | null;
  /** Calls expressions that people wrote on rows that are there, whose values an error may then quote. */
  readsRows?: boolean;
};

/**
 * Sends all of them as one batch, which is one transaction or part of the one that is open. Refuses with a
 * ProvisioningError that names the refused statement's object; nothing of the batch has happened by then, unless the
 * caller's transaction is kept. `doing` becomes part of the sentence.
 */
export async function runStatements(
  client: Client,
  statements: readonly Runnable[],
  doing: string,
): Promise<void> {
  if (statements.length === 0) return;
  let completed = 0;
  const count = () => {
    completed += 1;
  };
  client.connection.on('commandComplete', count);
  try {
    await client.query(`${statements.map(({ sql }) => sql).join(';\n')};`);
  } catch (thrown) {
    throw refused(thrown, statements[completed || unread(thrown, statements)], doing);
  } finally {
    client.connection.off('commandComplete', count);
  }
}

/**
 * The statement whose text the server could not read: it reads the whole batch before it runs the first one. Its place is
 * counted in characters from 1.
 */
function unread(thrown: unknown, statements: readonly Runnable[]): number {
  const position = Number(textField(thrown, 'position') ?? '0');
  let behind = 0;
  const at = statements.findIndex(({ sql }) => {
    behind += [...sql].length + 2;
    return position < behind;
  });
  return Math.max(0, at);
}

function refused(thrown: unknown, statement: Runnable | undefined, doing: string): ProvisioningError {
  const error = toProvisioningError(thrown, 'target', doing);
  if (!statement || error.sqlstate === undefined) return error;
  const isDefinition =
    !statement.readsRows && /^(22|23)/.test(error.sqlstate) && !concernsRows(error.sqlstate);
  const code = isDefinition ? 'structure_failed' : error.code;
  const sentence = isDefinition ? `The database refused a definition. It was ${doing}.` : error.message;
  const subject = statement.subject && `It concerns the ${statement.subject}.`;
  const words = serverWords(thrown, statement, error.sqlstate);
  const message = [sentence, subject, words && `The server says: ${words}.`].filter(Boolean).join(' ');
  return new ProvisioningError(code, message, error.sqlstate, { cause: thrown });
}

/** Constraints that hold or do not hold for rows, whatever made the statement look at them. */
const concernsRows = (sqlstate: string) => sqlstate.startsWith('23');

/** SQLSTATEs about definitions: features, dependencies, schemas, syntax and names, limits, states, and unknown options. */
const aboutDefinitions = /^(0A|2B|3F|42|54|55)|^22023$/;

/**
 * The server's own message, never its detail, which quotes rows. Left out where it was raised inside a function or by an
 * expression over rows: only what the server said while it read the statement is then free of values.
 */
function serverWords(thrown: unknown, { readsRows }: Runnable, sqlstate: string): string | null {
  if (!(thrown instanceof Error) || !aboutDefinitions.test(sqlstate)) return null;
  if (textField(thrown, 'where') !== undefined) return null;
  if (readsRows && textField(thrown, 'position') === undefined) return null;
  return thrown.message;
}

function textField(thrown: unknown, field: string): string | undefined {
  const value: unknown = thrown instanceof Error ? Reflect.get(thrown, field) : undefined;
  return typeof value === 'string' ? value : undefined;
}
