import type { Caller } from '../callers/caller';
import { Problem } from '../problem';
import { runStatement } from '../tenant/run-statement';
import { explainRefusal } from './explain-refusal';
import { readBody } from './read-body';
import { jsonAnswer, recordUrl } from './record-answer';
import { insertStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { id: string; body: string };

/** Adds the record of the body: 201, its address, and the record as it is now. Not to be repeated blindly. */
export async function createRecord(caller: Caller, name: string, request: Request): Promise<Response> {
  const body = await readBody(request);
  return withRecords(caller, { name, doing: 'create' }, async (client, table) => {
    const [row] = await runStatement<Row>(client, insertStatement(table, body)).catch((error: unknown) =>
      explainRefusal(client, table, body, error),
    );
    if (!row) throw new Problem('invalid_record', 'A rule of the database left this record out.');
    return jsonAnswer(row.body, 201, { location: recordUrl(caller, name, row.id) });
  });
}
