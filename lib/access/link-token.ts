import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '../env';

/**
 * Links in mails that let their reader do one thing without signing in. A token says what for, who it was sent to, what it is
 * about and until when it counts, and is sealed with HMAC-SHA256 under a key of AUTH_SECRET that belongs to its purpose: one for
 * one thing is worth nothing for another. It is stored nowhere. Whoever was sent it may forward it, so it must only do what
 * takes nothing away.
 *
 * Limit: under another AUTH_SECRET earlier links count no more.
 */
const content = z.strictObject({ to: z.string(), about: z.string(), until: z.int() });
export type LinkContent = { to: string; about: string; until: Date };
export type LinkPurpose = 'keep-alive' | 'stop-mails';

/** The token of a link. Throws a sentence when AUTH_SECRET is missing. */
export function writeLinkToken(purpose: LinkPurpose, { to, about, until }: LinkContent): string {
  const body = Buffer.from(JSON.stringify({ to, about, until: until.getTime() })).toString('base64url');
  return `${body}.${seal(purpose, body)}`;
}

/** What a token says; null when it is not one of ours, for another purpose, or too old. */
export function readLinkToken(purpose: LinkPurpose, token: string, now: Date): LinkContent | null {
  const [body = '', given = '', ...more] = token.split('.');
  const wanted = Buffer.from(seal(purpose, body));
  const presented = Buffer.from(given);
  if (more.length > 0 || wanted.length !== presented.length || !timingSafeEqual(wanted, presented))
    return null;
  const { to, about, until } = content.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  return until > now.getTime() ? { to, about, until: new Date(until) } : null;
}

function seal(purpose: LinkPurpose, body: string): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error('AUTH_SECRET is not set; without it no link can be sent or read.');
  const key = createHmac('sha256', secret).update(`links: ${purpose}`).digest();
  return createHmac('sha256', key).update(body).digest('base64url');
}
