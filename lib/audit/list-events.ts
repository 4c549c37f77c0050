import { z } from 'zod';
import { idInput } from '../command/id-input';
import { filter, pageNumber, searchText, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';

/** The audit, latest first: by event (or its noun), person, subject, organization and day. */
export const listAuditEvents = defineQuery({
  name: 'audit.list',
  input: z.object({
    page: pageNumber,
    event: filter(z.string().regex(/^[a-z_.]{1,60}$/)),
    person: searchText,
    subject: filter(idInput),
    from: filter(z.iso.date()),
    until: filter(z.iso.date()),
  }),
  allow: 'audit:read',
  run: async ({ input }) => {
    const { page, event, person, subject, from, until } = input;
    const dayAfter = until ? new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000) : undefined;
    const where: Prisma.AuditEventWhereInput = {
      ...(event ? { event: { startsWith: event } } : {}),
      ...(person ? { actorName: containing(person) } : {}),
      ...(subject ? { subjectId: subject } : {}),
      at: { ...(from ? { gte: new Date(`${from}T00:00:00Z`) } : {}), ...(dayAfter ? { lt: dayAfter } : {}) },
    };
    const [rows, total, head] = await Promise.all([
      db().auditEvent.findMany({ where, orderBy: { seq: 'desc' }, ...slice(page) }),
      db().auditEvent.count({ where }),
      db().auditHead.findUniqueOrThrow({ where: { id: 1 } }),
    ]);
    const events = rows.map((row) => ({ ...row, seq: Number(row.seq) }));
    return { ...toPage(events, total, page), head: { seq: Number(head.seq), hash: head.hash } };
  },
});
