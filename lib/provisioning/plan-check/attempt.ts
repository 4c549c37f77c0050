import pg, { type ClientBase, type QueryConfig } from 'pg';

/**
 * Does some work behind a savepoint, so that its failure does not end the transaction around it. Resolves with what came
 * of it, or with the SQLSTATE of a refusal: PostgreSQL's own message would quote values. Rejects when the session is lost
 * or its snapshot given up.
 */
export async function behindSavepoint<T>(
  client: ClientBase,
  work: () => Promise<T>,
): Promise<{ result: T } | { state: string }> {
  await client.query('SAVEPOINT attempt');
  try {
    const result = await work();
    await client.query('RELEASE SAVEPOINT attempt');
    return { result };
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError) || endsSession(thrown)) throw thrown;
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    return { state: thrown.code ?? 'unknown' };
  }
}

/** The rows of one statement, or the SQLSTATE of a refusal, as above. */
export async function attempt<Row extends pg.QueryResultRow>(
  client: ClientBase,
  sql: string,
): Promise<{ rows: Row[] } | { state: string }> {
  // The extended protocol takes one statement, whatever semicolons a condition that people wrote holds.
  const done = await behindSavepoint(client, () => client.query<Row>(singly(sql)));
  return 'state' in done ? done : { rows: done.result.rows };
}

/** Whether an error is about the session or its moment, and not about the statement: an end from outside, a standby that gives way. */
function endsSession({ code }: pg.DatabaseError): boolean {
  return /^(57P|40)/.test(code ?? '');
}

/** A statement in the extended protocol, which refuses a second one in the same text. */
export function singly(text: string): QueryConfig & { queryMode: 'extended' } {
  return { text, queryMode: 'extended' };
}

/** SQLSTATEs that say nothing about what was asked: no right to ask it, or no time to answer. */
export const sayNothing: ReadonlySet<string> = new Set(['42501', '57014']);
