import type { ClientBase } from 'pg';
import { CopyOut } from '../../snapshot/wire/copy-out';

/**
 * Columns of bigint in PostgreSQL's binary COPY form, decoded in place: no object per row, no copy of a chunk, whatever
 * its cut. Layout: https://www.postgresql.org/docs/current/sql-copy.html (Binary Format).
 */

/** Signature (11), flags (4), length of the header's extension (4, always 0 here). */
const headerBytes = 19;
/** Length and value of a bigint. */
const fieldBytes = 12;

/**
 * Called for each value that is not NULL: its column, counted from 0, and both halves of its 64 bits. They are signed, since
 * a number beyond 2^31 is an object of its own when it is handed on, millions of times.
 */
export type OnHash = (column: number, high: number, low: number) => void;

/** Takes the stream in chunks of any size, which may be reused afterwards. */
export function decodeHashes(onHash: OnHash): (bytes: Buffer) => void {
  let skip = headerBytes;
  let carried: Buffer = Buffer.alloc(0);
  return (bytes) => {
    let start = Math.min(skip, bytes.length);
    skip -= start;
    if (carried.length > 0) {
      const cut = carried.length;
      carried = Buffer.concat([carried, bytes.subarray(0, longestRow(carried, bytes))]);
      const end = decodeRows(carried, 0, 1, onHash);
      if (end === 0) return;
      start = end - cut;
    }
    carried = Buffer.from(bytes.subarray(decodeRows(bytes, start, Number.POSITIVE_INFINITY, onHash)));
  };
}

/** Decodes rows from `start` on while they are whole. Where the first stands that is not, or the end. */
function decodeRows(bytes: Buffer, start: number, most: number, onHash: OnHash): number {
  let at = start;
  for (let row = 0; row < most && at + 2 <= bytes.length; row += 1) {
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
}

/** Four bytes as a signed number; called millions of times, with bounds that the caller has checked. */
function word(bytes: Buffer, at: number): number {
  const high = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const low = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  return (high << 16) | low;
}

/** Bytes that a row takes at most, which begins with these. */
function longestRow(start: Buffer, rest: Buffer): number {
  const fields = Buffer.concat([start.subarray(0, 2), rest.subarray(0, 2)]);
  return fields.length < 2 ? rest.length : 2 + Math.max(0, fields.readInt16BE(0)) * fieldBytes;
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

/** Both halves of a hash, signed or not, as PostgreSQL writes it. */
export function decimalOf(high: number, low: number): string {
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low >>> 0)).toString();
}

/**
 * Reads columns of 64-bit hashes as fast as a server sends them: runs `SELECT` of bigint columns by COPY in binary form
 * and calls `onHash` for each that is not NULL. Resolves with the number of rows. Rejects with the driver's error.
 */
export async function readHashes(client: ClientBase, select: string, onHash: OnHash): Promise<number> {
  const output = new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, {
    onRows: decodeHashes(onHash),
    onEnd: () => undefined,
  });
  client.query(output);
  return output.done;
}
