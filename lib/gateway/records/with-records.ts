import { type ClientBase, DatabaseError } from 'pg';
import { tryLater } from '../../command/http/problem';
import type { Caller } from '../callers/caller';
import { type Doing, databaseProblem } from '../sandbox-pool/database-problem';
import { LostSession } from '../sandbox-pool/run-statement';
import { withSandbox } from '../sandbox-pool/sandbox-pools';
import type { TableShape } from '../sandbox-pool/table-shape';
import { findRecordDefinition, findRecordTable, forgetRecordTable } from './find-record-table';

/** A column, a table or a type is not there any more: the kept shape is older than the table. */
const outOfDate = new Set(['42703', '42P01', '42704']);

/** Whether a statement may have failed because its table is not what it was when it was last read. */
export function isOutOfDate(error: unknown): boolean {
  return error instanceof DatabaseError && outOfDate.has(error.code ?? '');
}

/**
 * Runs `work` against the table behind `/records/<name>`, in the sandbox's database and under its role. Refusals of the
 * database come out as Problems. `work` is one statement that writes at most; it runs again, once, when its table has
 * changed since it was last read.
 */
export async function withRecords<T>(
  caller: Caller,
  { name, doing }: { name: string; doing: Doing },
  work: (client: ClientBase, table: TableShape) => Promise<T>,
): Promise<T> {
  const definition = findRecordDefinition(caller, name);
  try {
    return await withSandbox(caller.place, async (session) => {
      const attempt = async () => work(session.client, await findRecordTable(session, caller, name));
      try {
        return await attempt();
      } catch (error) {
        if (!isOutOfDate(error)) throw error;
        forgetRecordTable(session, name);
        return await attempt();
      }
    });
  } catch (error) {
    if (error instanceof LostSession)
      throw tryLater(
        'unavailable',
        'The connection to this sandbox was lost; look before you repeat a change.',
        1,
      );
    if (error instanceof DatabaseError) throw databaseProblem(error, doing, definition.table) ?? error;
    throw error;
  }
}
