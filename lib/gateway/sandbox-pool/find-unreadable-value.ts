import { type ClientBase, DatabaseError } from 'pg';
import { runStatement } from './run-statement';

/** A value of a statement, with the expression that stands for it when it is the only one. */
export type Probe = { column: string; expression: string; value: string | null };

/**
 * SQLSTATEs that say nothing about a value: connections, transactions, locks, resources, faults of the server, missing
 * rights. Everything else may be a value's doing, whatever its code: `tsquery` calls it a syntax error, `regclass` a missing
 * table, and types and domains of a product raise what they like.
 */
const notOfValues = /^(08|25|28|40|53|55|57|58|F0|XX)|^42501$/;

/** Whether a refusal of the database may be about a value that it was given. */
export function mayBeOfValue(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && !notOfValues.test(error.code ?? '08');
}

/**
 * Which of several expressions the database refuses; PostgreSQL does not say when they stand in one statement. Asks about one
 * after the other, so it is for the way down, once a statement was refused. Null when each by itself is fine.
 */
export async function findUnreadableValue(
  client: ClientBase,
  probes: readonly Probe[],
): Promise<string | null> {
  for (const { column, expression, value } of probes) {
    const probe = { text: `SELECT (${expression}) IS NULL`, values: [value] };
    const refusal = await runStatement(client, probe).then(() => null, orThrow);
    if (refusal) return column;
  }
  return null;
}

/** The error itself where it may be about the value. */
function orThrow(error: unknown): unknown {
  if (mayBeOfValue(error)) return error;
  throw error;
}
