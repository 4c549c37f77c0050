import type { Client } from 'pg';
import { CopyOut } from '../../snapshot/wire/copy-out';

/**
 * Reads columns of 64-bit hashes as fast as a server sends them: COPY in binary form, decoded in place, without an
 * object per row. Layout: https://www.postgresql.org/docs/current/sql-copy.html (Binary Format).
 */

/** Signature (11), flags (4), length of the header's extension (4, always 0 here). */
const headerBytes = 19;
/** Length and value of a bigint. */
const fieldBytes = 12;

/**
 * Runs `SELECT` of bigint columns and calls `onHash(column, high, low)` for each that is not NULL, columns counted from
 * 0. Resolves with the number of rows. Rejects with the driver's error.
 */
export async function readHashes(
  client: Client,
  select: string,
  onHash: (column: number, high: number, low: number) => void,
): Promise<number> {
  let carried: Buffer = Buffer.alloc(0);
  let skip = headerBytes;
  const decode = (bytes: Buffer): number => {
    let at = Math.min(skip, bytes.length);
    skip -= at;
    if (skip > 0) return at;
    while (at + 2 <= bytes.length) {
      const fields = bytes.readInt16BE(at);
      if (fields < 0) return bytes.length;
      const isNearEnd = bytes.length - at < 2 + fields * fieldBytes;
      if (isNearEnd && endOfRow(bytes, at + 2, fields) < 0) return at;
      at += 2;
      for (let column = 0; column < fields; column += 1) {
        // A field is NULL, with a length of -1, or has eight bytes.
        const isNull = bytes[at] !== 0;
        at += 4;
        if (isNull) continue;
        onHash(column, word(bytes, at), word(bytes, at + 4));
        at += 8;
      }
    }
    return at;
  };
  const output = new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, {
    onRows: (bytes) => {
      const joined = carried.length > 0 ? Buffer.concat([carried, bytes]) : bytes;
      carried = Buffer.from(joined.subarray(decode(joined)));
    },
    onEnd: () => undefined,
  });
  client.query(output);
  return output.done;
}

/** Four bytes as a number from 0 to 2^32 - 1; called millions of times, with bounds that the caller has checked. */
function word(bytes: Buffer, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return ((high << 16) | low) >>> 0;
}

/** Where the row's fields end, or -1 when its end has not arrived yet. */
function endOfRow(bytes: Buffer, start: number, fields: number): number {
  let at = start;
  for (let field = 0; field < fields; field += 1) {
    if (at + 4 > bytes.length) return -1;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return at > bytes.length ? -1 : at;
}
