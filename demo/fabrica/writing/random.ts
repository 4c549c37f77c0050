/**
 * A seeded source of numbers, the same on every machine: the generator (sfc32) uses 32-bit integer arithmetic alone.
 * Each table draws from a stream of its own, named after it, so that a change to one table leaves the others' rows
 * as they were. Not for secrets.
 */
export type Random = {
  /** At least 0, below 1. */
  next(): number;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of a list; throws on an empty one. */
  pick<T>(list: readonly T[]): T;
  /** `#` becomes a digit, `%` a digit from 1 to 9, `?` a capital letter; all else stays. */
  pattern(shape: string): string;
  hex(length: number): string;
};

/** A stream that depends on nothing but `seed`; two streams of one seed give the same values. */
export function createRandom(seed: string): Random {
  const next = sfc32(seed);
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const fill = (mark: string) =>
    mark === '#' ? String(int(0, 9)) : mark === '%' ? String(int(1, 9)) : String.fromCharCode(int(65, 90));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => pickAt(list, int(0, list.length - 1)),
    pattern: (shape) => shape.replace(/[#%?]/g, fill),
    hex: (length) => {
      let text = '';
      while (text.length < length) text += int(0, 0xffffff).toString(16).padStart(6, '0');
      return text.slice(0, length);
    },
  };
}

/** The element at `index`, counted round and round; throws on an empty list. */
export function pickAt<T>(list: readonly T[], index: number): T {
  const element = list[index % list.length];
  if (element === undefined) throw new RangeError('Nothing to pick from.');
  return element;
}

function sfc32(seed: string): () => number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  let a = hash;
  let b = Math.imul(hash ^ 0x9e3779b9, 0x85ebca6b);
  let c = Math.imul(hash ^ 0x7f4a7c15, 0xc2b2ae35);
  let counter = 1;
  const step = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round++) step();
  return step;
}
