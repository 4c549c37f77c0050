/** Sorts the signs of a text by what they are to names and tokens: by tables of bytes, since texts are gone through sign by sign. */

const [hard, digit] = [0, 3];
/** Signs between two words of one name, and letters; above them digits. */
export const [soft, letter] = [1, 2];
/** Between two words of one name: a space, a comma, a point, a hyphen, an underscore, a slash, an apostrophe. */
const softGaps = " .,-_/'+";
/** Inside a token as people write one; further signs only inside a longer one, such as an address of a page. */
const tokenSigns = '.-_+@%';
const longSigns = `${tokenSigns}/:?&#~$*!^\\`;
/** Signs around a token that are not part of it. */
const edges = '.:!?=,;-_/\\';

export const classOf = new Uint8Array(256).fill(hard);
export const isSmall = new Uint8Array(256);
export const isLong = new Uint8Array(256);
export const isEdge = new Uint8Array(256);
export const isEdgeOrBlank = new Uint8Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  const sign = String.fromCharCode(byte);
  if (/[0-9]/.test(sign)) classOf[byte] = digit;
  else if (byte >= 0x80 || /[a-z]/.test(sign)) classOf[byte] = letter;
  else if (softGaps.includes(sign)) classOf[byte] = soft;
  const isAlphanumeric = (classOf[byte] ?? 0) >= letter;
  isSmall[byte] = isAlphanumeric || tokenSigns.includes(sign) ? 1 : 0;
  isLong[byte] = isAlphanumeric || longSigns.includes(sign) ? 1 : 0;
  isEdge[byte] = edges.includes(sign) ? 1 : 0;
  isEdgeOrBlank[byte] = byte <= 0x20 || isEdge[byte] === 1 ? 1 : 0;
}

export const quotationMark = 0x22;
const backslash = 0x5c;

/** How a text quotes its parts: not at all, in pairs of quotation marks alone, or with escapes. */
export function quotingOf(bytes: Uint8Array, start: number, end: number): 'none' | 'plain' | 'escaped' {
  let marks = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === backslash) return 'escaped';
    if (byte !== quotationMark) continue;
    if (bytes[at + 1] === quotationMark && at + 1 < end) return 'escaped';
    marks += 1;
  }
  if (marks === 0) return 'none';
  return marks % 2 === 0 ? 'plain' : 'escaped';
}

/** Whether a text holds a sign of another script or one with an accent. */
export function hasOtherThanAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}

/** In small letters, with a space for each sign that is no letter and no digit of any script; ASCII stays. */
export const plainSigns = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\0-\x7f]/gu, ' ');
