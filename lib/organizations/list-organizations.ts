import { z } from 'zod';
import { filter, pageNumber, searchText, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { reviewTerms } from './organization';

/** The customers' organizations by name, with plan, people who may sign in, and what the contract demands. */
export const listOrganizations = defineQuery({
  name: 'organization.list',
  input: z.object({ page: pageNumber, review: filter(z.enum(reviewTerms)), text: searchText }),
  allow: 'organization:read',
  run: async ({ input: { page, review, text } }) => {
    const where: Prisma.OrganizationWhereInput = {
      contractDemandsReview: review && review === 'demanded',
      name: text ? containing(text) : undefined,
    };
    const [rows, total] = await Promise.all([
      db().organization.findMany({
        where,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          name: true,
          contractDemandsReview: true,
          subscription: { select: { name: true } },
          _count: { select: { people: { where: { disabledAt: null } } } },
        },
        ...slice(page),
      }),
      db().organization.count({ where }),
    ]);
    return toPage(
      rows.map(({ _count, ...row }) => ({ ...row, people: _count.people })),
      total,
      page,
    );
  },
});
