import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { readDump, restoreSettings } from './dump-rules';
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
  const settings = Object.entries(restoreSettings).map(([name, value]) => ({
    sql: `SET ${escapeIdentifier(name)} = ${escapeLiteral(value)}`,
    subject: null,
  }));
  await runStatements(client, [...settings, ...readDump(dump).map(runnable)], 'repeating the structure');
  await client.query('RESET ALL');
}

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
