import type { PersonActor } from '@/lib/access/actor';
import { currentActor } from '@/lib/access/session';
import { isSameOrigin } from '@/lib/command/to-action';
import { KnownError } from '@/lib/errors';

/**
 * Who sent a file and what stands in it. The routes for files stand beside the server actions because those take one
 * megabyte at most, and keep to the same rules: a session, and a page of this desk as the origin. Throws
 * `unauthenticated` and `forbidden`.
 */
export async function readUpload(request: Request): Promise<{ actor: PersonActor; text: string }> {
  const actor = await currentActor();
  if (!actor) throw new KnownError('unauthenticated', 'Sign in first.');
  if (!(await isSameOrigin()))
    throw new KnownError('forbidden', 'This was not sent from a page of this desk.');
  return { actor, text: await request.text() };
}
