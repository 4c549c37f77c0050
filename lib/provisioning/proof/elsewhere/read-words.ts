import { partsOf } from './quoted-parts';
import { endingDigits, readNumbers } from './read-numbers';
import {
  classOf,
  hasOtherThanAscii,
  isEdge,
  isEdgeOrBlank,
  isLong,
  isSmall,
  letter,
  plainSigns,
  quotationMark,
  quotingOf,
  soft,
} from './sort-signs';
import { TextHash } from './text-hash';

/**
 * Takes a text apart into everything as which somebody's value may stand in it: the whole text, tokens as people separate
 * them (a mail address, a key, an account), single words, words beside each other, and numbers however they are grouped.
 * Letters are compared without case. Each piece is hashed in place, since kept columns hold millions of them.
 *
 * It makes no object and no function for a piece: that alone took half of the time.
 *
 * Limit: in scripts that put no space between words a name is found only where it stands by itself.
 */

/** As what a piece was read. Whole texts and tokens are one kind: a value may be either. */
export type PieceKind = 'token' | 'word' | 'words' | 'number' | 'ending';

/** Called for each piece with its hash; the bytes, in small letters, are those of `bytes` and valid until the call returns. */
export type OnPiece = (kind: PieceKind, high: number, low: number, start: number, end: number) => void;

/** In bytes. Shorter tokens and words tell nobody, and longer ones are no single value. */
export const leastToken = 4;
export const leastWord = 3;
const mostToken = 400;
/** Words of an address, or of a name. */
export const mostWords = 5;

/** Words beside each other in any order: sums of their hashes. */
export const sumOf = (first: number, second: number) => (first + second) | 0;

export class WordReader {
  /** The text that is being read, in small letters. */
  bytes: Uint8Array = new Uint8Array(1 << 12);
  private length = 0;
  private readonly text: TextHash;
  /** Hashes of the words before the present one that belong together with it. */
  private readonly highs = new Int32Array(mostWords);
  private readonly lows = new Int32Array(mostWords);
  private readonly starts = new Uint32Array(mostWords);
  private chain = 0;
  private lastEnd = 0;
  /** What `trim` found. */
  private first = 0;
  private last = 0;

  /** `together` says how many words beside each other are looked at; 2 for names, more where addresses are known. */
  constructor(
    seed: bigint,
    private readonly onPiece: OnPiece,
    private readonly looks: { together: number; numbers: boolean },
  ) {
    this.text = new TextHash(seed);
  }

  /** Reads one text; `escaped` is for documents, arrays and rows, whose quoted parts are texts of their own. */
  read(source: Uint8Array, start: number, end: number, escaped: boolean): void {
    const quoting = escaped ? quotingOf(source, start, end) : 'none';
    if (quoting === 'none') this.readText(source, start, end);
    else if (quoting === 'plain') this.readBetweenMarks(source, start, end);
    else this.readParts(source, start, end);
  }

  /** The same of parts in which something is escaped. */
  private readParts(source: Uint8Array, start: number, end: number): void {
    const written = Buffer.from(source.buffer, source.byteOffset + start, end - start).toString('utf8');
    for (const part of partsOf(written)) {
      const bytes = Buffer.from(part);
      this.readText(bytes, 0, bytes.length);
    }
  }

  /** The parts inside quotation marks and those between them, where nothing is escaped. */
  private readBetweenMarks(source: Uint8Array, start: number, end: number): void {
    let from = start;
    for (let at = start; at < end; at += 1) {
      if (source[at] !== quotationMark) continue;
      if (at > from) this.readText(source, from, at);
      from = at + 1;
    }
    if (end > from) this.readText(source, from, end);
  }

  private readText(source: Uint8Array, start: number, end: number): void {
    const digits = this.takeOver(source, start, end);
    this.chain = 0;
    this.readWhole();
    for (let at = 0; at < this.length; ) {
      if (isLong[this.bytes[at] ?? 0] === 0) {
        at += 1;
        continue;
      }
      const begin = at;
      while (at < this.length && isLong[this.bytes[at] ?? 0] === 1) at += 1;
      this.readToken(begin, at);
    }
    if (this.looks.numbers && digits >= endingDigits)
      readNumbers(this.bytes, this.length, this.text, this.onPiece);
  }

  /** Copies a text in small letters; returns how many digits it has. */
  private takeOver(source: Uint8Array, start: number, end: number): number {
    let from = source;
    let [first, last] = [start, end];
    if (hasOtherThanAscii(source, start, end)) {
      from = Buffer.from(plainSigns(Buffer.from(source.subarray(start, end)).toString('utf8')));
      [first, last] = [0, from.length];
    }
    this.length = last - first;
    if (this.bytes.length < this.length) this.bytes = new Uint8Array(2 * this.length);
    const { bytes } = this;
    let digits = 0;
    for (let at = first; at < last; at += 1) {
      const byte = from[at] ?? 0;
      if (byte >= 0x30 && byte <= 0x39) digits += 1;
      bytes[at - first] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    }
    return digits;
  }

  private piece(kind: PieceKind, start: number, end: number): void {
    this.text.hash(this.bytes, start, end);
    const { high, low } = this.text;
    this.onPiece(kind, high, low, start, end);
  }

  /** The whole text where it is more than one token. */
  private readWhole(): void {
    this.trim(0, this.length, true);
    const { first: start, last: end } = this;
    if (end - start < leastToken || end - start > mostToken) return;
    let at = start;
    while (at < end && isLong[this.bytes[at] ?? 0] === 1) at += 1;
    if (at < end) this.piece('token', start, end);
  }

  /** Where a piece begins and ends without the signs around it, and with `blanks` without spaces, in `first` and `last`. */
  private trim(start: number, end: number, blanks: boolean): void {
    const outside = blanks ? isEdgeOrBlank : isEdge;
    const { bytes } = this;
    let first = start;
    let last = end;
    while (first < last && outside[bytes[first] ?? 0] === 1) first += 1;
    while (last > first && outside[bytes[last - 1] ?? 0] === 1) last -= 1;
    this.first = first;
    this.last = last;
  }

  /** The token, the shorter ones in it, and its words. */
  private readToken(begin: number, stop: number): void {
    this.trim(begin, stop, false);
    const { first: start, last: end } = this;
    if (end - start >= leastToken && end - start <= mostToken) this.piece('token', start, end);
    // Its edges may belong to it, as the `=` at the end of base 64 does.
    if (stop - begin > end - start && stop - begin >= leastToken && stop - begin <= mostToken)
      this.piece('token', begin, stop);
    for (let at = start; at < end; ) {
      if (isSmall[this.bytes[at] ?? 0] === 0) {
        at += 1;
        continue;
      }
      const from = at;
      while (at < end && isSmall[this.bytes[at] ?? 0] === 1) at += 1;
      if (at - from < end - start) {
        this.trim(from, at, false);
        const { first, last } = this;
        if (last - first >= leastToken && last - first <= mostToken) this.piece('token', first, last);
      }
      this.readWords(from, at, end - start);
    }
  }

  private readWords(from: number, to: number, around: number): void {
    const { bytes } = this;
    for (let at = from; at < to; ) {
      if ((classOf[bytes[at] ?? 0] ?? 0) < letter) {
        at += 1;
        continue;
      }
      const start = at;
      let hasLetter = false;
      for (; at < to && (classOf[bytes[at] ?? 0] ?? 0) >= letter; at += 1)
        hasLetter ||= classOf[bytes[at] ?? 0] === letter;
      this.readWord(start, at, hasLetter && at - start >= leastWord, at - start === around);
    }
  }

  private readWord(start: number, end: number, tells: boolean, isToken: boolean): void {
    this.text.hash(this.bytes, start, end);
    const { high, low } = this.text;
    // A token that is one word was told as a token already.
    if (tells && !(isToken && end - start >= leastToken)) this.onPiece('word', high, low, start, end);
    this.chain = this.isBeside(start) ? Math.min(this.chain, mostWords - 1) : 0;
    if (this.chain === mostWords - 1) this.shift();
    this.highs[this.chain] = high;
    this.lows[this.chain] = low;
    this.starts[this.chain] = start;
    this.chain += 1;
    this.lastEnd = end;
    let [sumHigh, sumLow] = [high, low];
    const first = Math.max(0, this.chain - this.looks.together);
    for (let before = this.chain - 2; before >= first; before -= 1) {
      sumHigh = sumOf(sumHigh, this.highs[before] ?? 0);
      sumLow = sumOf(sumLow, this.lows[before] ?? 0);
      this.onPiece('words', sumHigh, sumLow, this.starts[before] ?? 0, end);
    }
  }

  private shift(): void {
    this.highs.copyWithin(0, 1);
    this.lows.copyWithin(0, 1);
    this.starts.copyWithin(0, 1);
    this.chain = mostWords - 1;
  }

  /** Whether a word goes on with what stood before it. */
  private isBeside(start: number): boolean {
    if (this.chain === 0 || start - this.lastEnd > 2) return false;
    for (let at = this.lastEnd; at < start; at += 1) if (classOf[this.bytes[at] ?? 0] !== soft) return false;
    return true;
  }
}
