/** Thrown when a set of hashes would need more memory than it was made for, or may have. */
export class SetIsFull extends RangeError {}
