import { findLinkActor } from '../../access/find-link-actor';
import { db } from '../../db/client';

/**
 * What the page of a link that stops mails shows, to whoever holds the link: whose mails these are. Changes nothing. Throws
 * `not_found` for a link that counts no more.
 */
export async function getStoppedByLink(token: string) {
  const { actor } = await findLinkActor('stop-mails', token);
  const { mailsWarnings } = await db().person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { mailsWarnings: true },
  });
  return { person: actor.name, isStopped: !mailsWarnings };
}
