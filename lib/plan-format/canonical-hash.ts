import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json';

/** SHA-256, in hex, over the canonical JSON of a value: equal documents have equal hashes, however their keys are ordered. Pure. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
