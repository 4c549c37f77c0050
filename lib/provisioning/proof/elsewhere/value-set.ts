const bytesPerPlace = 7;
/** The share of its places at which a set grows. */
const fullAt = 0.8;
const leastPlaces = 1 << 10;

/** Thrown when a set would need more memory than it may have. */
export class SetIsFull extends RangeError {}

/**
 * Hashes of a source's own values, each with a mark of the column that it comes from, in seven bytes a place: 32 bits of
 * the hash say where to look, 16 more are compared. Two different values are taken for one once in some ten million
 * questions, and asking the servers tells them apart. It grows by half when it is four fifths full.
 */
export class ValueSet {
  private places: number;
  private lows: Int32Array;
  private checks: Uint16Array;
  private marks: Uint8Array;
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
    this.lows = new Int32Array(this.places);
    this.checks = new Uint16Array(this.places);
    this.marks = new Uint8Array(this.places);
  }

  get size(): number {
    return this.count;
  }

  /** Halves are signed. Of several columns that bring a value the one with the least mark keeps it. `mark` is 1 to 255. */
  add(high: number, low: number, mark: number): void {
    if (this.count >= fullAt * this.places) this.grow();
    const at = this.placeOf(high, low);
    const known = this.marks[at] ?? 0;
    if (known !== 0) {
      if (mark < known) this.marks[at] = mark;
      return;
    }
    this.put(at, low, high & 0xffff, mark);
    this.count += 1;
  }

  /** The mark of the column that holds this value; 0 where none does. */
  find(high: number, low: number): number {
    return this.marks[this.placeOf(high, low)] ?? 0;
  }

  /** Where it stands, or where it would. */
  private placeOf(high: number, low: number): number {
    const { places, lows, checks, marks } = this;
    const check = high & 0xffff;
    let at = Math.trunc(((low >>> 0) / 2 ** 32) * places);
    while (marks[at] !== 0 && (lows[at] !== low || checks[at] !== check)) at = at + 1 === places ? 0 : at + 1;
    return at;
  }

  private put(at: number, low: number, check: number, mark: number): void {
    this.lows[at] = low;
    this.checks[at] = check;
    this.marks[at] = mark;
  }

  private grow(): void {
    const { lows, checks, marks } = this;
    const most = Math.floor(this.mostBytes / bytesPerPlace);
    if (this.places >= most) throw new SetIsFull();
    this.places = Math.min(most, Math.ceil(1.5 * this.places));
    this.lows = new Int32Array(this.places);
    this.checks = new Uint16Array(this.places);
    this.marks = new Uint8Array(this.places);
    for (let at = 0; at < marks.length; at += 1) {
      const mark = marks[at] ?? 0;
      if (mark === 0) continue;
      const [low, check] = [lows[at] ?? 0, checks[at] ?? 0];
      this.put(this.placeOf(check, low), low, check, mark);
    }
  }
}
