import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../../env';

/**
 * Return paths of their own (VERP): a mail that comes back tells by its return path which person it was for and when it was sent.
 * The key in it is sealed with HMAC-SHA256 under a key of AUTH_SECRET, over the address as well, so that nobody can say of another
 * that mails to them come back, and what was sent to a former address says nothing of the one in use. It has digits and small
 * letters alone, since mail servers may change the case, and stays within the 64 characters that a local part may have (RFC 5321,
 * 4.5.3.1.1).
 */

export type Reader = { id: string; email: string };

/** Hex digits of the seal: 80 bits. */
const sealDigits = 20;

/** The return path of a mail to this person that is sent now; undefined where nobody hears of mails that come back. */
export function returnPathFor(reader: Reader, now: Date): string | undefined {
  const address = env().BOUNCE_ADDRESS;
  if (!address) return undefined;
  const at = address.lastIndexOf('@');
  const sent = Math.floor(now.getTime() / 1000).toString(36);
  const key = `${reader.id}-${sent}-${seal(reader, sent)}`;
  return `${address.slice(0, at)}+${key}${address.slice(at)}`;
}

/** Whom a return path names and when its mail was sent, in whole seconds, for `isSealed`; null where it is none of ours by its form. */
export function readReturnPath(
  path: string,
): { id: string; sentAt: Date; sent: string; seal: string } | null {
  const found = /\+([0-9a-z]+)-([0-9a-z]{1,8})-([0-9a-f]{20})@/.exec(path.toLowerCase());
  const [, id, sent, given] = found ?? [];
  if (!id || !sent || !given) return null;
  return { id, sent, seal: given, sentAt: new Date(Number.parseInt(sent, 36) * 1000) };
}

/** Whether the path was made for this reader at this address. */
export function isSealed(reader: Reader, path: { sent: string; seal: string }): boolean {
  return timingSafeEqual(Buffer.from(seal(reader, path.sent)), Buffer.from(path.seal));
}

function seal({ id, email }: Reader, sent: string): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error('AUTH_SECRET is not set; without it no return path can be made or read.');
  const key = createHmac('sha256', secret).update('return paths').digest();
  return createHmac('sha256', key)
    .update(JSON.stringify([id, email, sent]))
    .digest('hex')
    .slice(0, sealDigits);
}
