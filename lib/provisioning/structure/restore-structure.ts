import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { ProvisioningError } from '../provisioning-error';
import { readDump, restoreSettings } from './dump-rules';
import { listDefinitions } from './list-definitions';
import type { Runnable } from './run-statements';
import { runStatements } from './run-statements';
import type { Statement } from './sql/split-statements';
import { statementKind } from './sql/statement-kind';
import { statementSubject } from './sql/statement-subject';
import { Words } from './sql/words';

/**
 * Runs a dump made by `dumpStructure` as one batch, after the rules for dumps. PostgreSQL treats a batch as one
 * transaction, or as part of the one that is open, so that a refused definition leaves nothing behind. The session's
 * settings are put back. Refuses with `structure_failed` (or the code of the SQLSTATE), naming the object that the refused
 * statement makes.
 */
export async function restoreStructure(client: Client, dump: string): Promise<void> {
  await runStatements(client, [...settings, ...readDump(dump).map(runnable)], 'repeating the structure');
  await client.query('RESET ALL');
}

const settings = Object.entries(restoreSettings).map(([name, value]) => ({
  sql: `SET ${escapeIdentifier(name)} = ${escapeLiteral(value)}`,
  subject: null,
}));

/**
 * Tries a dump's second half, as `readDump` reads it, on the empty tables of its first, inside the open transaction, and takes it back. A definition
 * that this server cannot have is thus refused before the first row moves. Returns, by schema, how the server prints the
 * whole structure: its own print of what the source defines, whatever the source's release prints. Queries of materialized
 * views are not run. Returns nothing, and so leaves the source's print as the only one, where the server has no room for all
 * the locks at once; the copy itself takes them one after the other.
 */
export async function rehearseStructure(
  client: Client,
  postData: readonly Statement[],
  schemas: readonly string[],
): Promise<PrintedStructure> {
  const statements = postData.filter((statement) => statementKind(statement).kind !== 'refresh');
  const printed = new Map<string, DefinitionRow[]>();
  await client.query('SAVEPOINT rehearsal');
  try {
    await runStatements(client, [...settings, ...statements.map(runnable)], 'trying the structure');
    for (const schema of schemas) printed.set(schema, await listDefinitions(client, schema));
  } catch (thrown) {
    if (!(thrown instanceof ProvisioningError) || thrown.sqlstate !== outOfLocks) throw thrown;
  }
  await client.query('ROLLBACK TO SAVEPOINT rehearsal');
  return printed;
}

/** Out of memory, which is shared memory for locks here: out of `max_locks_per_transaction`. */
const outOfLocks = '53200';

/** Definitions by schema. */
export type PrintedStructure = ReadonlyMap<string, DefinitionRow[]>;

/** A statement of a dump with what `runStatements` needs to know of it. */
export function runnable(statement: Statement): Runnable {
  const { kind } = statementKind(statement);
  return {
    sql: statement.sql,
    subject: statementSubject(statement),
    readsRows: kind === 'refresh' || (kind === 'index' && hasExpressions(statement)),
  };
}

/** An index over columns alone has one pair of parentheses and no WHERE; options and classes with parameters count as more. */
function hasExpressions({ tokens }: Statement): boolean {
  const words = new Words(tokens);
  return words.find('where') >= 0 || tokens.filter((token) => token.text === '(').length > 1;
}
