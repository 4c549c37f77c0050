/**
 * A set of 64-bit hashes in little memory: four bytes for each, at seven tenths full. A hash's low half says where to
 * look and its high half is stored, so two hashes are mixed up only if the stored halves are equal and the places
 * adjoin: about once in a thousand million questions. Whoever needs certainty asks the servers again.
 */
export class HashSet {
  private readonly slots: Int32Array;
  private readonly length: number;
  /** Places per value of a hash's low half, so that the halves spread over all places evenly. */
  private readonly scale: number;
  private count = 0;

  /** `capacity` is an upper bound for what will be added; going over it throws SetIsFull. */
  constructor(capacity: number) {
    this.length = slotsFor(capacity);
    this.slots = new Int32Array(this.length);
    this.scale = this.length / 2 ** 32;
  }

  /** Bytes that a set of this capacity takes. */
  static bytesFor(capacity: number): number {
    return 4 * slotsFor(capacity);
  }

  /** Forgets all hashes and keeps the memory, which a new set would only get once the old one's was collected. */
  clear(): void {
    if (this.count === 0) return;
    this.slots.fill(0);
    this.count = 0;
  }

  /** Halves are signed, as `decodeHashes` tells them. */
  add(high: number, low: number): void {
    const stored = high === 0 ? 1 : high;
    const { slots, length } = this;
    let at = Math.trunc((low >>> 0) * this.scale);
    for (let found = slots[at]; found !== 0; found = slots[at]) {
      if (found === stored) return;
      at = at + 1 === length ? 0 : at + 1;
    }
    if (this.count >= length - 1) throw new SetIsFull('more hashes than the set was made for');
    slots[at] = stored;
    this.count += 1;
  }

  has(high: number, low: number): boolean {
    const stored = high === 0 ? 1 : high;
    const { slots, length } = this;
    let at = Math.trunc((low >>> 0) * this.scale);
    for (let found = slots[at]; found !== 0; found = slots[at]) {
      if (found === stored) return true;
      at = at + 1 === length ? 0 : at + 1;
    }
    return false;
  }
}

const slotsFor = (capacity: number) => Math.ceil(Math.max(16, capacity / 0.7));

/** Thrown when a set of hashes would need more memory than it was made for, or may have. */
export class SetIsFull extends RangeError {}
