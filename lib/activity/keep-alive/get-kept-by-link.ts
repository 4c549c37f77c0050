import { findLinkActor } from '../../access/find-link-actor';
import { organizationScope } from '../../access/organization-scope';
import { db } from '../../db/client';
import { notFound } from '../../errors';
import { whyNotKeepAlive } from './keeping';

/**
 * What the page of a keep-alive link shows, to whoever holds the link: the name of the sandbox and of whom it was sent to. Changes
 * nothing. Throws `not_found` for a link that counts no more.
 */
export async function getKeptByLink(token: string) {
  const { actor, about } = await findLinkActor('keep-alive', token);
  const sandbox = await db().sandbox.findFirst({
    where: { AND: [{ id: about }, organizationScope(actor)] },
    select: { slug: true, state: true },
  });
  if (!sandbox) throw notFound('sandbox');
  return { slug: sandbox.slug, person: actor.name, whyNot: whyNotKeepAlive(sandbox.state) };
}
