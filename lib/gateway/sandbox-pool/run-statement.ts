import { type ClientBase, DatabaseError, type QueryResultRow } from 'pg';

/** One statement and its parameters, all of them text. */
export type Statement = { text: string; values: (string | null)[] };

/** The connection broke or went silent under a statement; whether a write was done is not known. */
export class LostSession extends Error {
  constructor(cause: unknown) {
    super('The connection into the sandbox was lost.', { cause });
    this.name = 'LostSession';
  }
}

/** Runs one statement and returns its rows. Throws the server's DatabaseError, or LostSession for everything else. */
export async function runStatement<Row extends QueryResultRow>(
  client: ClientBase,
  { text, values }: Statement,
): Promise<Row[]> {
  try {
    return (await client.query<Row>(text, values)).rows;
  } catch (error) {
    throw error instanceof DatabaseError ? error : new LostSession(error);
  }
}
