import type { ClientBase } from 'pg';
import { findUnreadableValue, mayBeOfValue } from '../sandbox-pool/find-unreadable-value';
import type { TableShape } from '../sandbox-pool/table-shape';
import type { JsonValue } from './read-body';
import { noSuchRecord } from './record-address';
import { bindText } from './record-sql';
import { probesOf } from './record-statements';
import { refuseColumn } from './refuse-column';

/**
 * After a refusal over a value: says `not_found` when it was the id, else names the column; always throws. The statement
 * changed nothing, so asking the database about each value is safe.
 */
export async function explainRefusal(
  client: ClientBase,
  table: TableShape,
  body: Record<string, JsonValue>,
  error: unknown,
  id?: string,
): Promise<never> {
  if (!mayBeOfValue(error) || /^23(?!514)/.test(error.code ?? '')) throw error;
  if (id !== undefined) {
    const expression = bindText({ values: [] }, table.key, id);
    if (await findUnreadableValue(client, [{ column: table.key.name, expression, value: id }]))
      throw noSuchRecord();
  }
  const column = await findUnreadableValue(client, probesOf(table, body));
  if (column === null) throw error;
  throw refuseColumn(column, 'is no value of its type.');
}
