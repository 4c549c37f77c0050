import type { Caller } from '../callers/caller';
import { runStatement } from '../tenant/run-statement';
import { explainRefusal } from './explain-refusal';
import { jsonAnswer, noSuchRecord } from './record-answer';
import { selectStatement } from './record-statements';
import { withRecords } from './with-records';

type Row = { body: string };

/** One record by its key. Throws `not_found`, also for an id that is no value of the key's type. */
export async function getRecord(caller: Caller, name: string, id: string): Promise<Response> {
  return withRecords(caller, { name, doing: 'get' }, async (client, table) => {
    const [row] = await runStatement<Row>(client, selectStatement(table, id)).catch((error: unknown) =>
      explainRefusal(client, table, {}, error, id),
    );
    if (!row) throw noSuchRecord();
    return jsonAnswer(row.body);
  });
}
