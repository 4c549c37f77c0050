import type { Caller } from '../callers/caller';
import { runStatement } from '../tenant/run-statement';
import { explainRefusal } from './explain-refusal';
import { noSuchRecord } from './record-answer';
import { deleteStatement } from './record-statements';
import { withRecords } from './with-records';

/** Removes a record: 204. Of two at once the second is told `not_found`. */
export async function deleteRecord(caller: Caller, name: string, id: string): Promise<Response> {
  if (id.includes('\0')) throw noSuchRecord();
  return withRecords(caller, { name, doing: 'delete' }, async (client, table) => {
    const rows = await runStatement(client, deleteStatement(table, id)).catch((error: unknown) =>
      explainRefusal(client, table, {}, error, id),
    );
    if (rows.length === 0) throw noSuchRecord();
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  });
}
