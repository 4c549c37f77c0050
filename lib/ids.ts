import { randomBytes, randomUUID } from 'node:crypto';

/**
 * Every random thing comes from here, so that one file answers how unpredictable our identifiers are.
 */

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

function fromAlphabet(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

/**
 * An opaque identifier of 16 characters (80 bits) out of 32 that cannot be misread and need no quoting in SQL, a URL
 * or a file name. 256 is a multiple of 32, so the modulo keeps every character equally likely.
 */
export function createId(): string {
  return fromAlphabet(16);
}

/** A secret of 256 bits in base64url (43 characters). Show it once and store its SHA-256 only. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** 32 random bytes: a key that lives in memory only, such as the one that pseudonyms are made with. */
export function createKey(): Buffer {
  return randomBytes(32);
}

/** A random UUID (version 4), for keys that a browser sends back, such as idempotency keys. */
export function createUuid(): string {
  return randomUUID();
}
