import { canonicalHash } from '../plan-format/canonical-hash';
import type { Certificate } from './certificate';

/**
 * What the field `result` of a certificate has to say: the hash of all its other fields. Whoever holds the document can
 * compute it again, and whoever holds the audit can look it up there.
 */
export function resultHash(document: Omit<Certificate, 'result'> & { result?: string }): string {
  const { result: _own, ...body } = document;
  return canonicalHash(body);
}
