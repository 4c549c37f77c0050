import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { cursorInput, type Order } from '../command/keyset';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** What the actor was told, latest first. Nobody reads another person's notices. */
export const listNotices = defineQuery({
  name: 'notice.list',
  input: z.object({ cursor: cursorInput }),
  allow: 'notice:read',
  run: async ({ input: { cursor }, actor }) => {
    const where = { personId: requirePerson(actor).id };
    return readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().notice.findMany({ ...slice, select: noticeRow }),
        count: (counted) => db().notice.count(counted),
      },
    );
  },
});

const noticeRow = { id: true, subject: true, text: true, href: true, createdAt: true, readAt: true } as const;

const order: Order<{ id: string; createdAt: Date }> = {
  name: 'notices',
  descends: true,
  keys: [
    { path: 'createdAt', kind: 'moment', of: (row) => row.createdAt },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};
