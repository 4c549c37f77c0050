import pg, { type ClientBase, type QueryConfig } from 'pg';

/**
 * Runs one statement behind a savepoint, so that its failure does not end the transaction around it. Resolves with its
 * rows, or with the SQLSTATE of a refusal: PostgreSQL's own message would quote values. Rejects when the session is lost
 * or its snapshot given up.
 */
export async function attempt<Row extends pg.QueryResultRow>(
  client: ClientBase,
  sql: string,
): Promise<{ rows: Row[] } | { state: string }> {
  await client.query('SAVEPOINT attempt');
  try {
    // The extended protocol takes one statement, whatever semicolons a condition that people wrote holds.
    const { rows } = await client.query<Row>(singly(sql));
    await client.query('RELEASE SAVEPOINT attempt');
    return { rows };
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError) || endsSession(thrown)) throw thrown;
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    return { state: thrown.code ?? 'unknown' };
  }
}

/** Whether an error is about the session or its moment, and not about the statement: an end from outside, a standby that gives way. */
export function endsSession({ code }: pg.DatabaseError): boolean {
  return /^(57P|40)/.test(code ?? '');
}

/** A statement in the extended protocol, which refuses a second one in the same text. */
export function singly(text: string): QueryConfig & { queryMode: 'extended' } {
  return { text, queryMode: 'extended' };
}

/** SQLSTATEs that say nothing about what was asked: no right to ask it, or no time to answer. */
export const sayNothing: ReadonlySet<string> = new Set(['42501', '57014']);
