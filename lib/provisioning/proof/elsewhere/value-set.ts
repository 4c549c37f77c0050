import { SetIsFull } from '../compare/hash-set';

const bytesPerPlace = 8;
const [checkBits, markBits] = [0xffffff, 0xff];
/** The share of its places at which a set grows. */
const fullAt = 0.8;
const leastPlaces = 1 << 10;

/**
 * Hashes of a source's own values, each with a mark of the column that it comes from, in eight bytes a place: 32 bits of
 * the hash say where to look and are compared, and so are 24 more, which stand in one word with the mark. Two different values
 * are taken for one once in some thousand million questions, and asking the servers tells them apart. It grows by half when it
 * is four fifths full. Both words of a place lie side by side, since fetching them from memory takes longer than all else here.
 */
export class ValueSet {
  private places: number;
  /** Two for each place: the low half of a hash; 24 bits of the high half and the mark, 0 where nothing stands. */
  private words: Int32Array;
  private count = 0;

  /**
   * It is made for so many hashes and grows to so many bytes; `add` throws SetIsFull where that is too little. Every
   * growth puts all of them to new places, which takes longer than to add them.
   */
  constructor(
    private readonly mostBytes: number,
    expected = 0,
  ) {
    this.places = Math.min(Math.floor(mostBytes / bytesPerPlace), Math.ceil(expected / fullAt) + leastPlaces);
    this.words = new Int32Array(2 * this.places);
  }

  get size(): number {
    return this.count;
  }

  /** Halves are signed. Of several columns that bring a value the one with the least mark keeps it. `mark` is 1 to 255. */
  add(high: number, low: number, mark: number): void {
    if (this.count >= fullAt * this.places) this.grow();
    const { words } = this;
    const at = this.placeOf(high, low);
    const known = (words[at + 1] ?? 0) & markBits;
    if (known !== 0 && known <= mark) return;
    words[at] = low;
    words[at + 1] = ((high & checkBits) << 8) | mark;
    if (known === 0) this.count += 1;
  }

  /** The mark of the column that holds this value; 0 where none does. */
  find(high: number, low: number): number {
    return (this.words[this.placeOf(high, low) + 1] ?? 0) & markBits;
  }

  /** Where the first of its words stands, or would. */
  private placeOf(high: number, low: number): number {
    const { places, words } = this;
    const check = high & checkBits;
    let at = 2 * Math.trunc(((low >>> 0) / 2 ** 32) * places);
    for (let found = words[at + 1] ?? 0; found !== 0; found = words[at + 1] ?? 0) {
      if (words[at] === low && found >>> 8 === check) break;
      at = at + 2 === 2 * places ? 0 : at + 2;
    }
    return at;
  }

  private grow(): void {
    const { words } = this;
    const most = Math.floor(this.mostBytes / bytesPerPlace);
    if (this.places >= most) throw new SetIsFull();
    this.places = Math.min(most, Math.ceil(1.5 * this.places));
    this.words = new Int32Array(2 * this.places);
    for (let from = 0; from < words.length; from += 2) {
      const [low, rest] = [words[from] ?? 0, words[from + 1] ?? 0];
      if (rest === 0) continue;
      const at = this.placeOf(rest >>> 8, low);
      this.words[at] = low;
      this.words[at + 1] = rest;
    }
  }
}
