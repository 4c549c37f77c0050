import type { ClientBase } from 'pg';
import { CopyOut } from '../../snapshot/wire/copy-out';

/**
 * Columns of text in PostgreSQL's binary COPY form, handed on where they lie, whatever the cut of the chunks. Layout:
 * https://www.postgresql.org/docs/current/sql-copy.html (Binary Format).
 */

/** Signature (11), flags (4), length of the header's extension (4, always 0 here). */
const headerBytes = 19;

/** Called for each text that is not NULL: its column, counted from 0, and where it stands; valid until it returns. */
export type OnText = (column: number, bytes: Buffer, start: number, end: number) => void;

/** Takes the stream in chunks of any size, which may be reused afterwards. */
export function decodeTexts(onText: OnText): (chunk: Buffer) => void {
  let skip = headerBytes;
  let carried: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const start = Math.min(skip, chunk.length);
    skip -= start;
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk.subarray(start)]);
    const end = decodeRows(bytes, carried.length === 0 ? start : 0, onText);
    carried = Buffer.from(bytes.subarray(end));
  };
}

/** Decodes rows while they are whole; where the first stands that is not, or the end. */
function decodeRows(bytes: Buffer, start: number, onText: OnText): number {
  for (let row = start; ; ) {
    const end = endOfRow(bytes, row);
    if (end < 0) return row;
    const fields = bytes.readInt16BE(row);
    if (fields < 0) return bytes.length;
    let at = row + 2;
    for (let column = 0; column < fields; column += 1) {
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < 0) continue;
      onText(column, bytes, at, at + length);
      at += length;
    }
    row = end;
  }
}

function endOfRow(bytes: Buffer, row: number): number {
  if (row + 2 > bytes.length) return -1;
  const fields = bytes.readInt16BE(row);
  let at = row + 2;
  for (let field = 0; field < fields; field += 1) {
    if (at + 4 > bytes.length) return -1;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return at > bytes.length ? -1 : at;
}

/** Runs a SELECT of text columns by COPY and calls `onText` for each value. Rejects with the driver's error. */
export async function readTexts(client: ClientBase, select: string, onText: OnText): Promise<void> {
  const output = new CopyOut(`COPY (${select}) TO STDOUT (FORMAT binary)`, {
    onRows: decodeTexts(onText),
    onEnd: () => undefined,
  });
  client.query(output);
  await output.done;
}
