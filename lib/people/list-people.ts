import { z } from 'zod';
import { cursorInput, type Order } from '../command/keyset';
import { filter, searchText } from '../command/page';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { personStates, roles } from './person';

/** Everyone who may sign in or once could, by name; by role, organization, state, or words of the name or address. */
export const listPeople = defineQuery({
  name: 'person.list',
  input: z.object({
    cursor: cursorInput,
    role: filter(z.enum(roles)),
    organization: filter(z.string().min(1).max(40)),
    state: filter(z.enum(personStates)),
    text: searchText,
  }),
  allow: 'person:read',
  run: async ({ input: { cursor, role, organization, state, text } }) => {
    const contains = containing(text ?? '');
    const where: Prisma.PersonWhereInput = {
      role,
      organization: organization ? { slug: organization } : undefined,
      disabledAt: state && (state === 'disabled' ? { not: null } : null),
      OR: text ? [{ name: contains }, { email: contains }] : undefined,
    };
    return readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().person.findMany({ ...slice, select: personRow }),
        count: (counted) => db().person.count(counted),
        table: role || organization || state || text ? undefined : 'Person',
      },
    );
  },
});

const personRow = {
  id: true,
  name: true,
  email: true,
  role: true,
  disabledAt: true,
  organization: { select: { name: true } },
} satisfies Prisma.PersonSelect;

const order: Order<{ id: string; name: string }> = {
  name: 'people',
  descends: false,
  keys: [
    { path: 'name', kind: 'text', of: (row) => row.name },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};
