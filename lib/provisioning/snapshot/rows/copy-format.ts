import type { Client } from 'pg';
import { binaryTypes } from '../../catalogue/server/binary-types';

/**
 * The form in which rows cross. Binary costs both servers about half of what text does, but means what it says only
 * where both sides agree on the type to the last bit, so it is used when the servers themselves report equal types for
 * every column, all of them built in and with a binary form that holds no number of the database's own catalogue.
 */
export type CopyFormat = 'text' | 'binary';

const agreed = new Set(binaryTypes.values());

/** Smaller tables are not worth two questions to the servers. */
const leastBytes = 1024 * 1024;

/** Asks both servers, in statements that return no row. `read` is the masked SELECT, `write` a SELECT of the same columns. */
export async function chooseFormat(
  sides: { source: Client; target: Client },
  statements: { read: string; write: string },
  bytes: number,
): Promise<CopyFormat> {
  if (bytes < leastBytes) return 'text';
  const [given, wanted] = await Promise.all([
    sides.source.query(`${statements.read} LIMIT 0`),
    sides.target.query(`${statements.write} LIMIT 0`),
  ]);
  const agrees = given.fields.every((field, at) => {
    const type = wanted.fields[at]?.dataTypeID ?? 0;
    return agreed.has(type) && field.dataTypeID === type;
  });
  return agrees && given.fields.length === wanted.fields.length && given.fields.length > 0
    ? 'binary'
    : 'text';
}
