import type { ClientBase } from 'pg';
import type { KeptPlace } from './kept-places';
import { readTexts } from './read-texts';
import { type PieceKind, WordReader } from './read-words';
import { type RowsLookedAt, rowsLookedAt } from './rows-looked-at';
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
/** Of one text. */
const mostBytes = 1_000_000;
const columnsAtOnce = 500;

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

/** Reads the kept texts of one table. `hits` are in the order of `places`. Rejects when the server fails. */
export async function readKeptTexts(
  target: ClientBase,
  rows: RowsLookedAt,
  places: readonly KeptPlace[],
  hits: readonly Hits[],
  looked: Looked,
): Promise<void> {
  for (let first = 0; first < places.length; first += columnsAtOnce) {
    const group = places.slice(first, first + columnsAtOnce);
    // A looker for each column: what was seen in one is counted in it alone.
    const lookers = group.map(() => new TextLooker(looked));
    // Written once, since a part of a document costs more than all else here.
    const written = group.map(({ text }, at) => `${text} AS t${at}`);
    const texts = group.map(
      (_each, at) =>
        `CASE WHEN octet_length(t${at}) > ${mostBytes} THEN left(t${at}, ${mostBytes / 4}) ELSE t${at} END`,
    );
    const from = `SELECT ${written.join(', ')} ${rowsLookedAt(rows)} OFFSET 0`;
    const select = `SELECT ${texts.join(', ')} FROM (${from}) AS written`;
    await readTexts(target, select, (column, bytes, start, end) => {
      const [one, kept, looker] = [hits[first + column], group[column], lookers[column]];
      if (one && kept && looker) looker.look(one, bytes, start, end, kept.escaped);
    });
  }
}
