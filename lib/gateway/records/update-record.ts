import type { Caller } from '../callers/caller';
import { Problem } from '../problem';
import { runStatement } from '../tenant/run-statement';
import { explainRefusal } from './explain-refusal';
import { readBody } from './read-body';
import { jsonAnswer, noSuchRecord } from './record-answer';
import { updateStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { body: string };

/** Changes the columns that the body names and leaves the others; answers the record as it is now. */
export async function updateRecord(
  caller: Caller,
  name: string,
  id: string,
  request: Request,
): Promise<Response> {
  if (id.includes('\0')) throw noSuchRecord();
  const body = await readBody(request);
  if (Object.keys(body).length === 0)
    throw new Problem('invalid_record', 'The body names no column to change.');
  return withRecords(caller, { name, doing: 'update' }, async (client, table) => {
    const [row] = await runStatement<Row>(client, updateStatement(table, id, body)).catch((error: unknown) =>
      explainRefusal(client, table, body, error, id),
    );
    if (!row) throw noSuchRecord();
    return jsonAnswer(row.body);
  });
}
