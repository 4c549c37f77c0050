import { z } from 'zod';
import { cursorInput, type Order } from '../command/keyset';
import { filter, searchText } from '../command/page';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { reviewTerms } from './organization';

/** The customers' organizations by name, with plan, people who may sign in, and what the contract demands. */
export const listOrganizations = defineQuery({
  name: 'organization.list',
  input: z.object({ cursor: cursorInput, review: filter(z.enum(reviewTerms)), text: searchText }),
  allow: 'organization:read',
  run: async ({ input: { cursor, review, text } }) => {
    const where: Prisma.OrganizationWhereInput = {
      contractDemandsReview: review && review === 'demanded',
      name: text ? containing(text) : undefined,
    };
    const page = await readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().organization.findMany({ ...slice, select: organizationRow }),
        count: (counted) => db().organization.count(counted),
        table: review || text ? undefined : 'Organization',
      },
    );
    return { ...page, rows: page.rows.map(({ _count, ...row }) => ({ ...row, people: _count.people })) };
  },
});

const organizationRow = {
  id: true,
  name: true,
  contractDemandsReview: true,
  subscription: { select: { name: true } },
  _count: { select: { people: { where: { disabledAt: null } } } },
} satisfies Prisma.OrganizationSelect;

const order: Order<{ id: string; name: string }> = {
  name: 'organizations',
  descends: false,
  keys: [
    { path: 'name', kind: 'text', of: (row) => row.name },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};
