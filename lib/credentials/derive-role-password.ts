import { createHmac } from 'node:crypto';
import { env } from '../env';

/**
 * The password of a sandbox's tenant role: HMAC-SHA256 over the role's name under AUTH_SECRET, in base64url (256 bits).
 * Worker and gateway derive it alike, so it is stored nowhere; PostgreSQL keeps its SCRAM verifier.
 *
 * Limit: whoever changes AUTH_SECRET locks the gateway out of every sandbox until the roles' passwords are set again.
 * Throws a sentence when AUTH_SECRET is missing.
 */
export function deriveRolePassword(role: string): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error('AUTH_SECRET is not set; without it no sandbox can be built or entered.');
  return createHmac('sha256', secret).update(`sandbox role:${role}`).digest('base64url');
}
