import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** More places than anybody opens before the next page is loaded; the latest come first. */
const mostPlaces = 100;

/** The pages that the actor's unread notices lead to, each once: opening one of them reads its notices. */
export const listUnreadPlaces = defineQuery({
  name: 'notice.list_unread_places',
  input: z.object({}),
  allow: 'notice:read',
  run: async ({ actor }) => {
    const found = await db().notice.groupBy({
      by: ['href'],
      where: { personId: requirePerson(actor).id, readAt: null },
      orderBy: { _max: { createdAt: 'desc' } },
      take: mostPlaces,
    });
    return found.map(({ href }) => href);
  },
});
