import { createHash } from 'node:crypto';
import { checksumLength, fingerprintLength } from './api-key';

/** SHA-256 of the whole key, in hex: all that is stored of it. 256 random bits need no salt and no slow hash. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The first digits of a key's hash, ungrouped. */
export function fingerprintOf(hash: string): string {
  return hash.slice(0, fingerprintLength);
}

/** The last characters of a key, computed from all that stands before them. */
export function checksumOf(stem: string): string {
  return createHash('sha256')
    .update(`sandgate key checksum:${stem}`)
    .digest('base64url')
    .slice(0, checksumLength);
}
