import { jsonAnswer } from '../../command/http/answer';
import { defineEndpoint, type RecordParams } from '../endpoint';
import { runStatement } from '../sandbox-pool/run-statement';
import { explainRefusal } from './explain-refusal';
import { noSuchRecord } from './record-address';
import { selectStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { body: string };

/** One record by its key. Throws `not_found`, also for an id that is no value of the key's type. */
export const getRecord = defineEndpoint<RecordParams>({
  name: 'record.get',
  allow: 'record:read',
  serve: ({ who, params: { name, id } }) =>
    withRecords(who, { name, doing: 'get' }, async (client, table) => {
      const [row] = await runStatement<Row>(client, selectStatement(table, id)).catch((error: unknown) =>
        explainRefusal(client, table, {}, error, id),
      );
      if (!row) throw noSuchRecord();
      return jsonAnswer(row.body);
    }),
});
