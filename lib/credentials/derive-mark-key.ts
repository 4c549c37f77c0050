import { createHmac } from 'node:crypto';
import { env } from '../env';

/**
 * The key that the marks of sandboxes' databases are sealed under: HMAC-SHA256 under AUTH_SECRET, in base64url. Every
 * worker derives the same; it is stored nowhere.
 *
 * Limit: under another AUTH_SECRET marks cannot be read, and databases are known by their names and the ledger alone.
 * Throws a sentence when AUTH_SECRET is missing.
 */
export function deriveMarkKey(): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error('AUTH_SECRET is not set; without it no sandbox can be built or removed.');
  return createHmac('sha256', secret).update('marks of databases').digest('base64url');
}
