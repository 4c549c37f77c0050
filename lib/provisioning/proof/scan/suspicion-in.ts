/**
 * A quick look at a text as it comes from a server, before patterns are tried on it: no mail is without an `@`, no card
 * without thirteen digits, and no account without two capitals, two digits and eight signs after them.
 */

/** What a text may hold, as bits of a number. */
export const mayBe = { mail: 1, number: 2 } as const;

const leastDigits = 13;
const [quotationMark, at, blank, hyphen] = [0x22, 0x40, 0x20, 0x2d];
/** What follows the `@` of an address that masks make, to which mail reaches nobody. */
const nobody = Buffer.from('example.test');

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isCapital = (byte: number | undefined) => byte !== undefined && byte >= 0x41 && byte <= 0x5a;

/** What is worth a closer look; 0 for most texts. */
export function suspicionIn(bytes: Uint8Array, start: number, end: number): number {
  let found = 0;
  let digits = 0;
  let isApart = false;
  for (let place = start; place < end; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) {
      digits += 1;
      isApart = false;
      if (digits === leastDigits) found |= mayBe.number;
    } else if ((byte === blank || byte === hyphen) && !isApart) isApart = true;
    else {
      digits = 0;
      isApart = false;
      if (byte === at) found |= isNobodys(bytes, place + 1, end) ? 0 : mayBe.mail;
      else if (byte >= 0x41 && byte <= 0x5a && mayBeginAccount(bytes, place, end)) found |= mayBe.number;
    }
  }
  return found;
}

/** Whether the address ends here, at the end of the text or of a part in quotation marks. */
function isNobodys(bytes: Uint8Array, start: number, end: number): boolean {
  const stop = start + nobody.length;
  if (stop > end || (stop < end && bytes[stop] !== quotationMark)) return false;
  for (let place = 0; place < nobody.length; place += 1)
    if (bytes[start + place] !== nobody[place]) return false;
  return true;
}

/** Two capitals, two digits, and twice four capitals or digits, each four perhaps after a blank. */
function mayBeginAccount(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isCapital(bytes[start + 1]) || !isDigit(bytes[start + 2]) || !isDigit(bytes[start + 3])) return false;
  let place = start + 4;
  for (let group = 0; group < 2; group += 1) {
    if (bytes[place] === blank) place += 1;
    if (place + 4 > end) return false;
    for (const stop = place + 4; place < stop; place += 1)
      if (!isDigit(bytes[place]) && !isCapital(bytes[place])) return false;
  }
  return true;
}
