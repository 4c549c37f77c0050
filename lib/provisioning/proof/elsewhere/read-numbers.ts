import type { TextHash } from './text-hash';

/** Numbers in a text, however their digits are grouped: with blanks, brackets, points, hyphens and slashes between them. */

/** Digits of a number that is nobody else's, and those at its end that telephone numbers share in all forms. */
export const leastDigits = 9;
export const endingDigits = 8;
const mostDigits = 40;

/** What stands before the digits when a number is hashed: `#`, and `~` before the end of one. */
const [numberMark, endingMark] = [0x23, 0x7e];

export type OnNumber = (
  kind: 'number' | 'ending',
  high: number,
  low: number,
  start: number,
  end: number,
) => void;

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isGrouping = (byte: number) =>
  byte === 0x20 || (byte >= 0x28 && byte <= 0x29) || (byte >= 0x2d && byte <= 0x2f);

/** Tells every number with its hash: all of its digits, zeros in front left out, and the last eight of a telephone number. */
export function readNumbers(bytes: Uint8Array, length: number, hash: TextHash, onNumber: OnNumber): void {
  for (let at = 0; at < length; ) {
    if (!isDigit(bytes[at] ?? 0)) {
      at += 1;
      continue;
    }
    const start = at;
    const end = endOfNumber(bytes, start, length);
    readNumber(bytes, { start, end }, hash, onNumber);
    at = end;
  }
}

function endOfNumber(bytes: Uint8Array, start: number, length: number): number {
  let [end, gap] = [start + 1, 0];
  for (let at = end; at < length && gap <= 2; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) {
      end = at + 1;
      gap = 0;
    } else if (isGrouping(byte)) gap += 1;
    else break;
  }
  return end;
}

/** The digits of the number that is being read, used again for each. The first place is for the mark. */
const digits = new Uint8Array(2 + mostDigits);

function readNumber(
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
  hash: TextHash,
  onNumber: OnNumber,
): void {
  let count = 1;
  let seen = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte)) continue;
    seen += 1;
    if (byte === 0x30 && count === 1) continue;
    if (count < digits.length) digits[count] = byte;
    count += 1;
  }
  if (count - 1 > mostDigits) return;
  if (count - 1 >= leastDigits) {
    digits[0] = numberMark;
    hash.hash(digits, 0, count);
    onNumber('number', hash.high, hash.low, start, end);
  }
  const isWrittenAsPhone = seen < end - start || bytes[start] === 0x30 || bytes[start - 1] === 0x2b;
  if (!isWrittenAsPhone || count - 1 < endingDigits) return;
  digits[count - endingDigits - 1] = endingMark;
  hash.hash(digits, count - endingDigits - 1, count);
  onNumber('ending', hash.high, hash.low, start, end);
}
