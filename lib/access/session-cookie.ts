import { createHash } from 'node:crypto';
import { env } from '../env';

/**
 * The cookie that holds a session, and how long a session lasts.
 *
 * On https every cookie of sign-in carries the `__Host-` prefix (RFC 6265bis, 4.1.3.2), with which browsers refuse a
 * cookie that another host of the domain planted. On http://localhost browsers refuse the prefix itself, so it is left
 * out there.
 */

/** A working day. It does not slide: after it, people prove again who they are. */
export const sessionLastsMs = 12 * 60 * 60 * 1000;

/** Whether people reach the desk over https. */
export function isSecureSite(): boolean {
  return new URL(env().PUBLIC_URL).protocol === 'https:';
}

/** The full name of one of our cookies, such as `__Host-sandgate.session`. */
export function cookieName(purpose: string): string {
  return `${isSecureSite() ? '__Host-' : ''}sandgate.${purpose}`;
}

/**
 * The token of the session in a Cookie header; undefined where none of ours could be in it. The last of several cookies of
 * the name counts, as with Next.js.
 */
export function readSessionToken(header: string | null | undefined): string | undefined {
  const name = `${cookieName('session')}=`;
  const cookie = (header ?? '').split(/; */).findLast((each) => each.startsWith(name));
  const token = cookie?.slice(name.length);
  return token && /^[\w-]{20,200}$/.test(token) ? token : undefined;
}

/** Attributes of every cookie of sign-in; `lax`, since links in mails lead here. */
export function cookieAttributes() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecureSite() } as const;
}

/**
 * What the database keeps instead of a session's token: someone who reads the table cannot take over a session. The
 * token has 256 random bits, so that a plain SHA-256 is enough.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
