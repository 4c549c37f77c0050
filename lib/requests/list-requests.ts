import { z } from 'zod';
import { ofOrganizationsNamed } from '../access/of-organizations-named';
import { organizationScope } from '../access/organization-scope';
import { cursorInput, type Order } from '../command/keyset';
import { filter, searchText } from '../command/page';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import type { Prisma } from '../db/generated/client';
import { requestStates, shapes } from './request';

/** Requests that the actor may see, latest first; by state, shape, or words of the integration, slug or number. */
export const listRequests = defineQuery({
  name: 'request.list',
  input: z.object({
    cursor: cursorInput,
    state: filter(z.enum(requestStates)),
    shape: filter(z.enum(shapes)),
    text: searchText,
  }),
  allow: 'request:read',
  run: async ({ input, actor }) => {
    const { cursor, state, shape, text } = input;
    const where: Prisma.RequestWhereInput = {
      AND: [
        organizationScope(actor),
        state ? { state } : {},
        shape ? { shape } : {},
        text ? await matching(text) : {},
      ],
    };
    const isAll = actor.kind === 'person' && actor.role !== 'customer' && !(state || shape || text);
    return readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().request.findMany({ ...slice, select: requestRow }),
        count: (counted) => db().request.count(counted),
        table: isAll ? 'Request' : undefined,
      },
    );
  },
});

const order: Order<{ id: string; submittedAt: Date }> = {
  name: 'requests',
  descends: true,
  keys: [
    { path: 'submittedAt', kind: 'moment', of: (row) => row.submittedAt },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};

/** What a row of any list of requests shows. */
export const requestRow = {
  id: true,
  kind: true,
  number: true,
  state: true,
  version: true,
  shape: true,
  integration: true,
  slug: true,
  durationDays: true,
  submittedAt: true,
  updatedAt: true,
  escalatedAt: true,
  organization: { select: { name: true } },
  requester: { select: { id: true, name: true, disabledAt: true } },
  assignee: { select: { id: true, name: true } },
  sandbox: { select: { slug: true, state: true } },
  concerns: { select: { slug: true, state: true } },
} satisfies Prisma.RequestSelect;

/** Matches the words in what people remember of a request: its number, name, integration or organization. */
export async function matching(text: string): Promise<Prisma.RequestWhereInput> {
  const contains = containing(text);
  const number = /^#?\d{1,9}$/.test(text) ? [{ number: Number(text.replace('#', '')) }] : [];
  return {
    OR: [...number, { integration: contains }, { slug: contains }, await ofOrganizationsNamed(text)],
  };
}
