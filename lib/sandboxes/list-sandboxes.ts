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
import { shapes } from '../requests/request';
import { isGone, sandboxStates } from './sandbox';

/** All others live. The server compares each row with each state that is named, and these are fewer. */
const goneStates = sandboxStates.filter(isGone);

/** Sandboxes that the actor may see, latest first; the living ones unless a state is chosen. */
export const listSandboxes = defineQuery({
  name: 'sandbox.list',
  input: z.object({
    cursor: cursorInput,
    state: filter(z.enum(sandboxStates)),
    shape: filter(z.enum(shapes)),
    text: searchText,
  }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const { cursor, state, shape, text } = input;
    const where: Prisma.SandboxWhereInput = {
      AND: [
        organizationScope(actor),
        { state: state ?? { notIn: goneStates } },
        shape ? { shape } : {},
        text ? { OR: [{ slug: containing(text) }, await ofOrganizationsNamed(text)] } : {},
      ],
    };
    const page = await readPrismaPage(
      { order, cursor, where },
      {
        find: (slice) => db().sandbox.findMany({ ...slice, select: sandboxRow }),
        count: (counted) => db().sandbox.count(counted),
      },
    );
    const rows = page.rows.map(({ apiKeys, ...row }) => ({
      ...row,
      lastUsedAt: apiKeys[0]?.lastUsedAt ?? null,
    }));
    return { ...page, rows };
  },
});

const sandboxRow = {
  id: true,
  slug: true,
  state: true,
  shape: true,
  createdAt: true,
  readyAt: true,
  expiresAt: true,
  graceUntil: true,
  protectedUntil: true,
  destroyedAt: true,
  destruction: { select: { id: true } },
  organization: { select: { name: true } },
  request: { select: { integration: true, requester: { select: { name: true } } } },
  seedSet: { select: { name: true, version: true } },
  apiKeys: {
    where: { revokedAt: null },
    orderBy: { lastUsedAt: { sort: 'desc', nulls: 'last' } },
    take: 1,
    select: { lastUsedAt: true },
  },
} satisfies Prisma.SandboxSelect;

const order: Order<{ id: string; createdAt: Date }> = {
  name: 'sandboxes',
  descends: true,
  keys: [
    { path: 'createdAt', kind: 'moment', of: (row) => row.createdAt },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};
