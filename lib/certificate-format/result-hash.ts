import { canonicalHash } from '../plan-format/canonical-hash';

/**
 * What the field `result` of a certificate has to say: the hash of all its other fields. Whoever holds the document can
 * compute it again, and whoever holds the audit can look it up there. The same for the proof of a copy and for the
 * certificate of a destruction.
 */
export function resultHash(document: object): string {
  return canonicalHash({ ...document, result: undefined });
}
