import pg, { type ClientBase } from 'pg';

/**
 * Runs one statement behind a savepoint, so that its failure does not end the transaction around it. Resolves with its
 * rows, or with the SQLSTATE of a refusal: PostgreSQL's own message would quote values. Rejects when the session is lost.
 */
export async function attempt<Row extends pg.QueryResultRow>(
  client: ClientBase,
  sql: string,
): Promise<{ rows: Row[] } | { state: string }> {
  await client.query('SAVEPOINT attempt');
  try {
    const { rows } = await client.query<Row>(sql);
    await client.query('RELEASE SAVEPOINT attempt');
    return { rows };
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError) || thrown.code?.startsWith('57P')) throw thrown;
    await client.query('ROLLBACK TO SAVEPOINT attempt');
    return { state: thrown.code ?? 'unknown' };
  }
}
