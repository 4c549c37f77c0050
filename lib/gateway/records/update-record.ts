import { jsonAnswer } from '../../command/http/answer';
import { Problem } from '../../command/http/problem';
import { defineEndpoint, type RecordParams } from '../endpoint';
import { runStatement } from '../sandbox-pool/run-statement';
import { explainRefusal } from './explain-refusal';
import { readBody } from './read-body';
import { noSuchRecord } from './record-address';
import { updateStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { body: string };

/** Changes the columns that the body names and leaves the others; answers the record as it is now. */
export const updateRecord = defineEndpoint<RecordParams>({
  name: 'record.update',
  allow: 'record:write',
  serve: async ({ who, request, params: { name, id } }) => {
    if (id.includes('\0')) throw noSuchRecord();
    const body = await readBody(request);
    if (Object.keys(body).length === 0)
      throw new Problem('invalid_record', 'The body names no column to change.');
    return withRecords(who, { name, doing: 'update' }, async (client, table) => {
      const [row] = await runStatement<Row>(client, updateStatement(table, id, body)).catch(
        (error: unknown) => explainRefusal(client, table, body, error, id),
      );
      if (!row) throw noSuchRecord();
      return jsonAnswer(row.body);
    });
  },
});
