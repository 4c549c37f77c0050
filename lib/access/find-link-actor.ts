import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { KnownError } from '../errors';
import type { PersonActor } from './actor';
import { type LinkPurpose, readLinkToken } from './link-token';

/**
 * Whom a link of a mail stands for, and what it is about. The person acts with their own rights as they are now, and without a
 * fresh sign-in. Throws `not_found` with a sentence for a link that is none of ours or too old, and for one of somebody who was
 * disabled since.
 */
export async function findLinkActor(
  purpose: LinkPurpose,
  token: string,
): Promise<{ actor: PersonActor; about: string }> {
  const link = readLinkToken(purpose, token, await databaseNow(db()));
  const person =
    link &&
    (await db().person.findFirst({
      where: { id: link.to, disabledAt: null },
      select: { id: true, name: true, email: true, role: true, organizationId: true, humanId: true },
    }));
  if (!person)
    throw new KnownError(
      'not_found',
      'This link counts no more, or was not copied whole. Sign in to do it at the desk.',
    );
  return { actor: { kind: 'person', ...person, authenticatedAt: new Date(0) }, about: link.about };
}
