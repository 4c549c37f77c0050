import { db } from '../../db/client';
import { env } from '../../env';
import { KnownError } from '../../errors';
import { createSecret } from '../../ids';
import { openSession } from '../open-session';

/**
 * Signing in as one of the demo people, without proof. Two locks: SANDGATE_DEMO must be on, and the person's mail
 * address must end in a domain that exists nowhere (RFC 2606 reserves `.test`). So a desk with real people in it opens
 * none of their accounts, even with the demo switched on by mistake.
 */
export const demoMailDomain = '@example.test';

/** The enabled demo people, by role and then by name; none unless SANDGATE_DEMO is on. */
export async function listDemoPeople() {
  if (!env().SANDGATE_DEMO) return [];
  return db().person.findMany({
    where: { email: { endsWith: demoMailDomain }, disabledAt: null },
    orderBy: [{ role: 'asc' }, { name: 'asc' }],
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      organization: { select: { name: true, subscription: { select: { name: true } } } },
    },
  });
}

export type DemoPerson = Awaited<ReturnType<typeof listDemoPeople>>[number];

/**
 * Opens a session for a demo person. Throws `forbidden` unless SANDGATE_DEMO is on and this is one of the demo people.
 */
export async function openDemoSession(personId: string): Promise<{ token: string; expires: Date }> {
  const demoPerson = env().SANDGATE_DEMO
    ? await db().person.findFirst({ where: { id: personId, email: { endsWith: demoMailDomain } } })
    : null;
  if (!demoPerson) throw new KnownError('forbidden', 'This is not a demo person of this desk.');
  const token = createSecret();
  return { token, expires: await openSession(demoPerson.id, token, 'demo') };
}
