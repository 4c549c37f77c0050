import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { notFound } from '../errors';
import { bounceColumns } from '../notices/bounces/bounce';
import { whatWaitsOn } from './what-waits';

/**
 * One person, the other accounts of the same human, and what disabling them would end (open sessions), release, strand or
 * leave alone (API keys in force that they made). Throws `not_found`.
 */
export const getPerson = defineQuery({
  name: 'person.get',
  input: z.object({ personId: idInput }),
  allow: 'person:read',
  run: async ({ input: { personId } }) => {
    const now = await databaseNow(db());
    const person = await db().person.findUnique({
      where: { id: personId },
      select: {
        id: true,
        name: true,
        email: true,
        role: true,
        humanId: true,
        disabledAt: true,
        ...bounceColumns,
        createdAt: true,
        organization: { select: { name: true } },
      },
    });
    if (!person) throw notFound('person');
    const [otherAccounts, openSessions, waiting, apiKeys] = await Promise.all([
      db().person.findMany({
        where: { humanId: person.humanId, id: { not: person.id } },
        orderBy: { email: 'asc' },
        select: { id: true, name: true, email: true },
      }),
      db().session.count({ where: { userId: person.id, expires: { gt: now } } }),
      whatWaitsOn(person.id, now),
      db().apiKey.count({ where: { createdById: person.id, revokedAt: null } }),
    ]);
    return { ...person, otherAccounts, impact: { openSessions, apiKeys, ...waiting } };
  },
});
