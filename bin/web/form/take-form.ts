import type { IncomingMessage } from 'node:http';
import { findActor } from '@/lib/access/find-actor';
import { readSessionToken } from '@/lib/access/session-cookie';
import { bodyTooLarge, Problem } from '@/lib/command/http/problem';
import { type FormBounds, signedInBounds, strangerBounds } from './bounds';
import { collectBody, putBack } from './collect-body';
import { judgeCalled, judgePosted } from './judge-reply';
import { readBoundary, readParts, TooMuch } from './read-parts';

/**
 * Takes the form of a server action before Next.js decodes anything of it: its length, its parts, and that it is a form
 * that a page of ours sends. Resolves once the whole of it lies ready for Next.js; with false when its sender is gone.
 * Rejects with a Problem.
 *
 * What strangers may send is bounded so that decoding it takes some milliseconds. Only for more than that is the session
 * looked up, since a look-up costs more than such a form.
 */
export async function takeForm(request: IncomingMessage): Promise<boolean> {
  const boundary = readBoundary(request.headers['content-type'] ?? '');
  const isPlain = (request.headers['content-encoding'] ?? 'identity') === 'identity';
  if (boundary === null || !isPlain)
    throw new Problem('unsupported_media_type', 'Forms are sent as multipart/form-data here, uncompressed.');
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length !== Number.POSITIVE_INFINITY && length > signedInBounds.bytes) throw tooMuch(signedInBounds);
  const { collected, limit } = collectBody(request, signedInBounds.bytes);
  const bounds = length <= strangerBounds.bytes ? strangerBounds : await boundsOf(request);
  if (bounds === strangerBounds && length !== Number.POSITIVE_INFINITY && length > bounds.bytes)
    throw tooMuch(bounds);
  limit(bounds.bytes);
  const body = await collected;
  if (!body) return false;
  const judge = (most: FormBounds) => judgeForm(request, body, boundary, most);
  if (!judge(bounds)) {
    const wider = bounds === strangerBounds ? await boundsOf(request) : bounds;
    if (wider === bounds || !judge(wider)) throw tooMuch(wider);
  }
  putBack(request, body);
  return true;
}

/** False for a form that is sound so far and holds too much. */
function judgeForm(request: IncomingMessage, body: Buffer, boundary: string, bounds: FormBounds): boolean {
  try {
    const parts = readParts(body, boundary, bounds);
    if (request.headers['next-action'] !== undefined) judgeCalled(parts, bounds);
    else judgePosted(parts, bounds);
    return true;
  } catch (error) {
    if (error instanceof TooMuch) return false;
    throw error;
  }
}

/** What this request's sender may send. Looks the session up where there is a cookie that could name one. */
async function boundsOf({ headers }: IncomingMessage): Promise<FormBounds> {
  const token = readSessionToken(headers.cookie);
  return (await findActor(token)) ? signedInBounds : strangerBounds;
}

function tooMuch(bounds: FormBounds): Problem {
  if (bounds === strangerBounds)
    return new Problem(
      'body_too_large',
      'A form of this size is taken from people who are signed in. Sign in and send it again.',
      { members: { signIn: true } },
    );
  return bodyTooLarge(bounds.bytes);
}
