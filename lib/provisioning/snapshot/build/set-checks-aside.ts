import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { type CodedCheck, readCodedChecks } from '../../catalogue/loading/read-coded-checks';

/**
 * Checks that may read other rows than the one that is written. While rows arrive in any order, such a check would be asked
 * before the rows are there that it reads. So it is taken off the empty tables, put back as it was once everything else is
 * in place, and validated over all rows.
 */

/** Takes them off the target's empty tables and domains, all of them or none. Returns what to put back. */
export async function setChecksAside(client: Client, schemas: readonly string[]): Promise<CodedCheck[]> {
  const checks = await readCodedChecks(client, schemas);
  const statements = checks.map(
    (check) => `${alter(check)} DROP CONSTRAINT ${escapeIdentifier(check.name)};`,
  );
  if (statements.length > 0) await client.query(statements.join('\n'));
  return checks;
}

/** Puts them back, unchecked. Heirs come first: a check of their own that is there already takes in the parent's. */
export function putBack(checks: readonly CodedCheck[]): string[] {
  return checks
    .toReversed()
    .map((check) => `${alter(check)} ADD ${named(check)} ${check.definition} NOT VALID`);
}

/**
 * Asks all rows. Bodies of functions name tables without their schema more often than not, as the path of the application
 * allows; here the path is all schemas of the copy. The statement itself names nothing that the path could change.
 */
export function validate(check: CodedCheck, schemas: readonly string[]): string {
  const path = ['pg_catalog', ...schemas].map(escapeIdentifier).join(', ');
  return `SET LOCAL search_path = ${path}; ${alter(check)} VALIDATE ${named(check)}`;
}

const alter = ({ kind, schema, owner }: CodedCheck) =>
  `ALTER ${kind.toUpperCase()} ${escapeIdentifier(schema)}.${escapeIdentifier(owner)}`;

const named = ({ name }: CodedCheck) => `CONSTRAINT ${escapeIdentifier(name)}`;
