/**
 * A set of 64-bit hashes in little memory: four bytes for each, at three quarters full. A hash's low half says where to
 * look and its high half is stored, so two hashes are mixed up only if the stored halves are equal and the places
 * adjoin: about once in a thousand million questions. Whoever needs certainty asks the servers again.
 */
export class HashSet {
  private readonly slots: Uint32Array;
  private readonly mask: number;
  private count = 0;

  /** `capacity` is an upper bound for what will be added; going over it throws. */
  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, capacity / 0.75)));
    this.slots = new Uint32Array(size);
    this.mask = size - 1;
  }

  /** Bytes that a set of this capacity takes. */
  static bytesFor(capacity: number): number {
    return 4 * 2 ** Math.ceil(Math.log2(Math.max(16, capacity / 0.75)));
  }

  /** Distinct hashes so far. */
  get size(): number {
    return this.count;
  }

  add(high: number, low: number): void {
    const stored = high === 0 ? 1 : high;
    let at = low & this.mask;
    for (let found = this.slots[at]; found !== 0; found = this.slots[at]) {
      if (found === stored) return;
      at = (at + 1) & this.mask;
    }
    if (this.count >= this.mask) throw new RangeError('more hashes than the set was made for');
    this.slots[at] = stored;
    this.count += 1;
  }

  has(high: number, low: number): boolean {
    const stored = high === 0 ? 1 : high;
    let at = low & this.mask;
    for (let found = this.slots[at]; found !== 0; found = this.slots[at]) {
      if (found === stored) return true;
      at = (at + 1) & this.mask;
    }
    return false;
  }
}
