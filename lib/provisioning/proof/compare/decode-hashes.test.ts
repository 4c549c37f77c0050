import { expect, it } from 'vitest';
import { decimalOf, decodeHashes } from './decode-hashes';

type Row = (bigint | null)[];

/** What a server would send for these rows. */
function stream(rows: readonly Row[]): Buffer {
  const pieces = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)];
  for (const row of rows) {
    const fields = Buffer.alloc(2);
    fields.writeInt16BE(row.length);
    pieces.push(fields);
    for (const value of row) {
      const field = Buffer.alloc(value === null ? 4 : 12);
      field.writeInt32BE(value === null ? -1 : 8);
      if (value !== null) field.writeBigInt64BE(value, 4);
      pieces.push(field);
    }
  }
  return Buffer.concat([...pieces, Buffer.from([0xff, 0xff])]);
}

/** Decodes a stream that arrives in chunks of these lengths, the last one repeated. */
function decoded(bytes: Buffer, lengths: readonly number[]): [number, bigint][] {
  const found: [number, bigint][] = [];
  const take = decodeHashes((column, high, low) => found.push([column, BigInt(decimalOf(high, low))]));
  let at = 0;
  for (let chunk = 0; at < bytes.length; chunk += 1) {
    const length = lengths[Math.min(chunk, lengths.length - 1)] ?? bytes.length;
    // A chunk of its own, overwritten afterwards: nothing may be read later.
    const piece = Buffer.from(bytes.subarray(at, at + length));
    take(piece);
    piece.fill(0xaa);
    at += length;
  }
  return found;
}

const rows: Row[] = [
  [1n, null, -1n],
  [null, null, null],
  [-(2n ** 63n), 2n ** 63n - 1n, 0n],
  [258n, 65_535n, 4_294_967_296n],
];
const expected = rows.flatMap((row) =>
  row.flatMap((value, column): [number, bigint][] => (value === null ? [] : [[column, value]])),
);

it('every value arrives once, wherever the stream is cut', () => {
  const bytes = stream(rows);
  for (let first = 1; first <= bytes.length; first += 1)
    for (const then of [1, 2, 3, 11, 12, 13, 40, bytes.length])
      expect(decoded(bytes, [first, then]), `cut at ${first}, then each ${then}`).toEqual(expected);
});

it('a stream without rows holds no value', () => {
  for (const length of [1, 19, 20, 21]) expect(decoded(stream([]), [length])).toEqual([]);
});
