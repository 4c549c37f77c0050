import { type ClientBase, DatabaseError } from 'pg';
import { runStatement } from './run-statement';

/** A value of a statement, with the expression that stands for it when it is the only one. */
export type Probe = { column: string; expression: string; value: string | null };

/**
 * Which of several values its column's type refuses; PostgreSQL does not say when they stand in one statement. Casts one
 * after the other, so it is for the way down, once a statement was refused. Null when each by itself is fine.
 */
export async function findUnreadableValue(
  client: ClientBase,
  probes: readonly Probe[],
): Promise<string | null> {
  for (const { column, expression, value } of probes) {
    try {
      await runStatement(client, { text: `SELECT (${expression}) IS NULL`, values: [value] });
    } catch (error) {
      if (error instanceof DatabaseError && /^2[23]/.test(error.code ?? '')) return column;
      throw error;
    }
  }
  return null;
}
