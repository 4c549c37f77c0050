import type { TextReading } from '../texts/read-in-one-pass';
import type { KeptPlace } from './kept-places';
import { type PieceKind, WordReader } from './read-words';
import type { ValueSet } from './value-set';

/** A piece of a kept text that looks like a value of the source. Its text is the target's and stays in this process. */
export type Hit = { kind: PieceKind; text: string; high: number; low: number; mark: number; count: number };

/** What was met in one place. */
export class Hits {
  readonly found = new Map<string, Hit>();
  /** Texts that were read, and how many different ones there are, up to `mostDistinct`. */
  texts = 0;
  readonly distinct = new Set<number>();
  /** Numbers and tokens by their length, for judging chance. */
  readonly lengths = {
    number: new Float64Array(64),
    ending: new Float64Array(64),
    token: new Float64Array(64),
  };

  constructor(
    readonly place: string,
    readonly isMeant: boolean,
    readonly isCode = false,
  ) {}

  countLength(kind: keyof Hits['lengths'], bytes: number): void {
    const counts = this.lengths[kind];
    const bucket = Math.min(63, bytes);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }

  add(hit: Omit<Hit, 'count'>): void {
    const key = `${hit.kind} ${hit.text}`;
    const known = this.found.get(key);
    if (known) known.count += 1;
    else if (this.found.size < mostHits) this.found.set(key, { ...hit, count: 1 });
  }

  /** Takes in what another reading of the same texts met, which asked for other values. */
  join(other: Hits): void {
    for (const [key, hit] of other.found) if (this.found.size < mostHits) this.found.set(key, hit);
  }
}

/** Of one place: a leak of this many is a leak. */
const mostHits = 20_000;
/** A column that knows no more values than these is a vocabulary. */
export const mostDistinct = 100;

/** What a reader needs to know of the values that are looked for. */
export type Looked = {
  set: ValueSet;
  seed: bigint;
  looks: { together: number; numbers: boolean };
  isAsked: (low: number) => boolean;
};

/** Takes texts of one place apart and looks for each piece. */
export class TextLooker {
  private hits: Hits | undefined;
  private isMet = false;
  private readonly reader: WordReader;
  private readonly seen = new SeenTexts();

  constructor({ set, seed, looks, isAsked }: Looked) {
    this.reader = new WordReader(
      seed,
      (kind, high, low, start, end) => {
        const { hits } = this;
        if (!hits) return;
        if (
          kind === 'number' ||
          kind === 'ending' ||
          (kind === 'token' && hasDigit(this.reader.bytes, start, end))
        )
          hits.countLength(kind, end - start);
        if (!isAsked(low)) return;
        const mark = set.find(high, low);
        if (mark === 0) return;
        this.isMet = true;
        const text = Buffer.from(this.reader.bytes.subarray(start, end)).toString('utf8');
        hits.add({ kind, text, high, low, mark });
      },
      looks,
    );
  }

  look(hits: Hits, bytes: Uint8Array, start: number, end: number, escaped: boolean): void {
    hits.texts += 1;
    const print = this.seen.printOf(bytes, start, end);
    if (hits.distinct.size <= mostDistinct) hits.distinct.add(print);
    if (this.seen.has(print, bytes, start, end)) return;
    this.hits = hits;
    this.isMet = false;
    this.reader.read(bytes, start, end, escaped);
    if (!this.isMet) this.seen.add(print, bytes, start, end);
  }
}

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) return true;
  }
  return false;
}

/** Short texts in which nothing was met, so that what stands in a million rows is taken apart once. */
class SeenTexts {
  private readonly texts: (Buffer | undefined)[] = new Array(1 << 12);

  /** FNV-1a, over the ends of long texts alone. */
  printOf(bytes: Uint8Array, start: number, end: number): number {
    let print = 0x811c9dc5 ^ (end - start);
    const skipped = end - start > 64 ? end - start - 64 : 0;
    for (let at = start; at < end; at += 1) {
      if (at === start + 32) at += skipped;
      print = Math.imul(print ^ (bytes[at] ?? 0), 0x01000193);
    }
    return print >>> 0;
  }

  has(print: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.texts[print & 0xfff];
    if (known?.length !== end - start) return false;
    for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false;
    return true;
  }

  add(print: number, bytes: Uint8Array, start: number, end: number): void {
    if (end - start <= 64) this.texts[print & 0xfff] = Buffer.from(bytes.subarray(start, end));
  }
}

/** The kept texts of one table, as they are to be read. `hits` are in the order of `places`. */
export function keptReadings(
  places: readonly KeptPlace[],
  hits: readonly Hits[],
  looked: Looked,
): TextReading[] {
  return places.flatMap(({ text, escaped }, at): TextReading[] => {
    const one = hits[at];
    // A looker for each column: what was seen in one is counted in it alone.
    const looker = new TextLooker(looked);
    return one
      ? [{ sql: text, take: (bytes, start, end) => looker.look(one, bytes, start, end, escaped) }]
      : [];
  });
}
