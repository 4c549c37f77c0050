import { z } from 'zod';
import type { Json } from '../canonical-json';
import { idInput } from '../command/id-input';
import { cursorInput, type Order } from '../command/keyset';
import { filter, searchText } from '../command/page';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { dayMs } from '../days';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { hashLink } from './audit-event';

/**
 * The audit, latest first: by event (or its noun), person, subject, organization and day. Rows whose numbers stand outside
 * of the chain are no events: they are counted (`outside`) and not shown. `broken` are the numbers of those on the page whose
 * contents do not match their hash.
 */
export const listAuditEvents = defineQuery({
  name: 'audit.list',
  input: z.object({
    cursor: cursorInput,
    event: filter(z.string().regex(/^[a-z_.]{1,60}$/)),
    person: searchText,
    subject: filter(idInput),
    from: filter(z.iso.date()),
    until: filter(z.iso.date()),
  }),
  allow: 'audit:read',
  run: async ({ input }) => {
    const { cursor, event, person, subject, from, until } = input;
    const dayAfter = until ? new Date(Date.parse(`${until}T00:00:00Z`) + dayMs) : undefined;
    const where: Prisma.AuditEventWhereInput = {
      ...(event ? { event: { startsWith: event } } : {}),
      ...(person ? { actorName: containing(person) } : {}),
      ...(subject ? { subjectId: subject } : {}),
      at: { ...(from ? { gte: new Date(`${from}T00:00:00Z`) } : {}), ...(dayAfter ? { lt: dayAfter } : {}) },
    };
    return db().$transaction(async (tx) => {
      const head = await tx.auditHead.findUniqueOrThrow({ where: { id: 1 } });
      const inChain = { AND: [where, { seq: { gte: 1, lte: head.seq } }] };
      const page = await readPrismaPage(
        { order, cursor, where: inChain },
        {
          find: (slice) => tx.auditEvent.findMany(slice),
          count: (counted) => tx.auditEvent.count(counted),
          table: event || person || subject || from || until ? undefined : 'AuditEvent',
        },
      );
      const outside = await tx.auditEvent.count({
        where: { OR: [{ seq: { lt: 1 } }, { seq: { gt: head.seq } }] },
      });
      const events = page.rows.map((row) => ({ ...row, seq: Number(row.seq) }));
      const isBroken = (row: (typeof page.rows)[number]) =>
        hashLink({ ...row, details: row.details as Json }) !== row.hash;
      return {
        ...page,
        rows: events,
        head: { seq: Number(head.seq), hash: head.hash },
        outside,
        broken: page.rows.filter(isBroken).map(({ seq }) => Number(seq)),
      };
    }, oneSnapshot);
  },
});

const order: Order<{ seq: bigint }> = {
  name: 'audit',
  descends: true,
  keys: [{ path: 'seq', kind: 'count', of: (row) => row.seq }],
};

/** The head and the rows must be of one moment: an event that is appended meanwhile would seem to stand outside. */
const oneSnapshot = { isolationLevel: 'RepeatableRead' } as const;
