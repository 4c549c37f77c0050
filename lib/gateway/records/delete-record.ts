import { defineEndpoint, type RecordParams } from '../endpoint';
import { runStatement } from '../sandbox-pool/run-statement';
import { explainRefusal } from './explain-refusal';
import { noSuchRecord } from './record-address';
import { deleteStatement } from './record-statements';
import { withRecords } from './with-records';

/** Removes a record: 204. Of two at once the second is told `not_found`. */
export const deleteRecord = defineEndpoint<RecordParams>({
  name: 'record.delete',
  allow: 'record:write',
  serve: async ({ who, params: { name, id } }) => {
    if (id.includes('\0')) throw noSuchRecord();
    return withRecords(who, { name, doing: 'delete' }, async (client, table) => {
      const rows = await runStatement(client, deleteStatement(table, id)).catch((error: unknown) =>
        explainRefusal(client, table, {}, error, id),
      );
      if (rows.length === 0) throw noSuchRecord();
      return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
    });
  },
});
