import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { pageNumber, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** What the actor was told, latest first. Nobody reads another person's notices. */
export const listNotices = defineQuery({
  name: 'notice.list',
  input: z.object({ page: pageNumber }),
  allow: 'notice:read',
  run: async ({ input: { page }, actor }) => {
    const where = { personId: requirePerson(actor).id };
    const [rows, total] = await Promise.all([
      db().notice.findMany({
        where,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: { id: true, subject: true, text: true, href: true, createdAt: true, readAt: true },
        ...slice(page),
      }),
      db().notice.count({ where }),
    ]);
    return toPage(rows, total, page);
  },
});
