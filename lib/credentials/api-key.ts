import { z } from 'zod';
import { idInput } from '../command/id-input';

/**
 * The vocabulary of API keys.
 *
 * A key reads `<product>_test_<43 characters><6 characters>`: whose it is, that it opens sandboxes only, 256 random bits
 * in base64url, and a checksum. The checksum is public arithmetic, not protection: it lets a typing error or a guess be
 * refused before any database is asked, and lets secret scanners tell our keys from noise. Production's keys read
 * `<product>_live_…`; we mint none and recognise them only to say so.
 *
 * A key is live until it is revoked, and that is final. People tell keys apart by fingerprint: the first twelve hex
 * digits of the key's SHA-256, shown in groups of four.
 *
 * Safe in the browser: imports zod alone.
 */

/** Base64url of 256 bits. */
export const secretLength = 43;

/** Base64url characters of checksum: 36 bits, so that one typing error in 69 billion goes unnoticed. */
export const checksumLength = 6;

/** Hex digits of a fingerprint: 48 bits, enough to tell a customer's keys apart, too few to search for the key. */
export const fingerprintLength = 12;

/** Live keys of one sandbox; more than a team needs, few enough to read through when one has leaked. */
export const mostLiveKeys = 20;

export type KeyEnvironment = 'test' | 'live';

export const apiKeyStates = ['live', 'revoked'] as const;
export type ApiKeyState = (typeof apiKeyStates)[number];

export const apiKeyStateLabels: Record<ApiKeyState, string> = { live: 'Live', revoked: 'Revoked' };

/** The state that the row tells by its date of revocation. */
export function apiKeyState(key: { revokedAt: Date | string | null }): ApiKeyState {
  return key.revokedAt === null ? 'live' : 'revoked';
}

/** `0a1b2c3d4e5f` as people read it: `0a1b 2c3d 4e5f`. */
export function groupFingerprint(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Where a sandbox's API answers. `publicUrl` is the desk's own, without a slash at its end. */
export function apiBaseUrl(publicUrl: string, slug: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/s/${slug}/api/v1`;
}

/** What a person types to get a key. Labels are for people: any script, no control characters. */
export const newApiKeyInput = z.object({
  sandboxId: idInput,
  label: z
    .string()
    .trim()
    .min(1, 'Say what will use this key.')
    .max(60, 'Keep it under 60 characters.')
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Use letters, digits and signs that can be seen.'),
});

/** What the door takes: the key itself stays outside, its SHA-256 in hex goes in. */
export const createApiKeyInput = newApiKeyInput.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const revokeApiKeyInput = z.object({ apiKeyId: idInput });

export const listApiKeysInput = z.object({
  sandboxId: idInput,
  /** The id of the last key of the page before; the first page when left out. */
  after: idInput.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
