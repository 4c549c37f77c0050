import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** How many notices the actor has not read yet, for the bell. */
export const countUnreadNotices = defineQuery({
  name: 'notice.count_unread',
  input: z.object({}),
  allow: 'notice:read',
  run: ({ actor }) => db().notice.count({ where: { personId: requirePerson(actor).id, readAt: null } }),
});
