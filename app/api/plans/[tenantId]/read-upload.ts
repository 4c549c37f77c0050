import type { PersonActor } from '@/lib/access/actor';
import { assertCan } from '@/lib/access/permissions';
import { currentActor } from '@/lib/access/session';
import { refuseForeign } from '@/lib/command/web/to-action';
import { KnownError } from '@/lib/errors';
import { readBounded } from './read-bounded';

/**
 * Who sent a file and what stands in it. The routes for files stand beside the server actions because those take one
 * megabyte at most, and keep to the same rules: a session, a page of this desk as the origin, and the right to change
 * plans, all asked before a byte of the body is read. Throws `unauthenticated`, `forbidden` and `too_large`.
 */
export async function readUpload(request: Request): Promise<{ actor: PersonActor; text: string }> {
  const actor = await currentActor();
  if (!actor) throw new KnownError('unauthenticated', 'Sign in first.');
  await refuseForeign();
  assertCan(actor, 'scrub_plan:edit');
  return { actor, text: await readBounded(request) };
}
