import { createHash } from 'node:crypto';
import { canonicalJson } from '../scrub-plan/canonical-json';
import type { Certificate } from './certificate';

/** SHA-256, in hex, over the canonical JSON of a value. */
export const canonicalHash = (value: unknown) =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

/**
 * What the field `result` of a certificate has to say: the hash of all its other fields. Whoever holds the document can
 * compute it again, and whoever holds the audit can look it up there.
 */
export function resultHash(document: Omit<Certificate, 'result'> & { result?: string }): string {
  const { result: _own, ...body } = document;
  return canonicalHash(body);
}
