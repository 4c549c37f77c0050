import { z } from 'zod';
import type { Claims } from './may-sign-in';

/**
 * Reads who somebody is from what an identity provider says. Strict by default: the userinfo endpoint has to say
 * `email_verified: true`, as OpenID Connect Core (5.1) defines it. Some providers say it otherwise; an installation that
 * trusts its provider in that names how, in OIDC_EMAIL_VERIFIED.
 */

/**
 * `text`: the text "true" counts as true. `id_token`: where userinfo leaves out the address or its verification, the ID
 * token of the same sign-in is read. `absent`: an address of which the provider says nothing counts as verified, which is
 * safe only where nobody types their own address there.
 */
export const verifiedBeside = ['text', 'id_token', 'absent'] as const;
export type VerifiedBeside = (typeof verifiedBeside)[number];

/** The claims, and what stands in the way of trusting the address, in words that hold no value; null where nothing does. */
export type ReadClaims = Claims & { objection: string | null };

const claimSet = z.record(z.string(), z.unknown()).catch({});

/** Reads userinfo, and the ID token where that is accepted. Both belong to one sign-in, and are checked by next-auth. Pure. */
export function readClaims(
  userinfo: unknown,
  idToken: string | undefined,
  accepts: readonly VerifiedBeside[],
): ReadClaims {
  const told = claimSet.parse(userinfo);
  const beside = accepts.includes('id_token') ? payloadOf(idToken) : {};
  // A verification speaks of the address beside it, and a token of whoever it names.
  const isSame = beside.sub === told.sub && (!told.email || !beside.email || told.email === beside.email);
  const claims = isSame ? { ...beside, ...withoutMissing(told) } : told;
  const email = typeof claims.email === 'string' && claims.email !== '' ? claims.email : null;
  const objection = objectionTo(claims, accepts);
  return { sub: String(told.sub ?? ''), email, emailVerified: objection === null, objection };
}

function objectionTo(claims: Record<string, unknown>, accepts: readonly VerifiedBeside[]): string | null {
  const { email, email_verified: verified } = claims;
  if (typeof email !== 'string' || email === '') return `The claim email ${formOf(email)}.`;
  if (verified === true) return null;
  if (verified === 'true' && accepts.includes('text')) return null;
  if ((verified === undefined || verified === null) && accepts.includes('absent')) return null;
  return `The claim email_verified ${formOf(verified)}.`;
}

/** What a claim is, without what it says. */
function formOf(value: unknown): string {
  if (value === undefined || value === null) return 'is missing';
  if (value === false) return 'says false';
  if (value === 'true') return 'is the text "true" instead of true';
  return `is of another form (${Array.isArray(value) ? 'array' : typeof value})`;
}

const withoutMissing = (claims: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined && value !== null));

function payloadOf(idToken: string | undefined): Record<string, unknown> {
  try {
    const [, payload = ''] = (idToken ?? '').split('.');
    return claimSet.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}
