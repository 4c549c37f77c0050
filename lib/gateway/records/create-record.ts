import { jsonAnswer } from '../../command/http/answer';
import { Problem } from '../../command/http/problem';
import { defineEndpoint, type ListParams } from '../endpoint';
import { runStatement } from '../sandbox-pool/run-statement';
import { explainRefusal } from './explain-refusal';
import { readBody } from './read-body';
import { recordUrl } from './record-address';
import { insertStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { id: string; body: string };

/** Adds the record of the body: 201, its address, and the record as it is now. Not to be repeated blindly. */
export const createRecord = defineEndpoint<ListParams>({
  name: 'record.create',
  allow: 'record:write',
  serve: async ({ who, request, params: { name } }) => {
    const body = await readBody(request);
    return withRecords(who, { name, doing: 'create' }, async (client, table) => {
      const [row] = await runStatement<Row>(client, insertStatement(table, body)).catch((error: unknown) =>
        explainRefusal(client, table, body, error),
      );
      if (!row) throw new Problem('invalid_record', 'A rule of the database left this record out.');
      return jsonAnswer(row.body, 201, { location: recordUrl(who, name, row.id) });
    });
  },
});
