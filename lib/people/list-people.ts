import { z } from 'zod';
import { filter, pageNumber, searchText, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { personStates, roles } from './person';

/** Everyone who may sign in or once could, by name; by role, organization, state, or words of the name or address. */
export const listPeople = defineQuery({
  name: 'person.list',
  input: z.object({
    page: pageNumber,
    role: filter(z.enum(roles)),
    organization: filter(z.string().min(1).max(40)),
    state: filter(z.enum(personStates)),
    text: searchText,
  }),
  allow: 'person:read',
  run: async ({ input: { page, role, organization, state, text } }) => {
    const contains = containing(text ?? '');
    const where: Prisma.PersonWhereInput = {
      role,
      organization: organization ? { slug: organization } : undefined,
      disabledAt: state && (state === 'disabled' ? { not: null } : null),
      OR: text ? [{ name: contains }, { email: contains }] : undefined,
    };
    const [rows, total] = await Promise.all([
      db().person.findMany({
        where,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          name: true,
          email: true,
          role: true,
          disabledAt: true,
          organization: { select: { name: true } },
        },
        ...slice(page),
      }),
      db().person.count({ where }),
    ]);
    return toPage(rows, total, page);
  },
});
