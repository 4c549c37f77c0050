import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { cursorInput, type Order } from '../command/keyset';
import { filter, searchText } from '../command/page';
import { readPrismaPage } from '../command/prisma-page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { reasonTexts } from '../requests/approval';
import { matching, requestRow } from '../requests/list-requests';
import { loadTest, openStates, requestStates, shapes } from '../requests/request';
import { listedTermsSelect, toSubscriptionTerms } from '../requests/subscription-terms';
import { countQuotas } from '../sandboxes/count-quotas';

/**
 * What waits for a decision, oldest first: for support what is with them, for compliance what is with them, unless a
 * state is chosen. `counts` tells how much waits in each state, whatever the filters say.
 */
export const listQueue = defineQuery({
  name: 'review.list_queue',
  input: z.object({
    cursor: cursorInput,
    state: filter(z.enum(requestStates)),
    shape: filter(z.enum(shapes)),
    holder: filter(z.enum(['me', 'nobody'])),
    text: searchText,
  }),
  allow: 'queue:read',
  run: async ({ input, actor }) => {
    const person = requirePerson(actor);
    const mine =
      person.role === 'compliance' ? ('awaiting_compliance' as const) : ('awaiting_support' as const);
    const holder =
      input.holder === 'me'
        ? { assigneeId: person.id }
        : input.holder === 'nobody'
          ? { assigneeId: null }
          : {};
    const where: Prisma.RequestWhereInput = {
      AND: [
        { state: input.state ?? mine },
        input.shape ? { shape: input.shape } : {},
        holder,
        input.text ? await matching(input.text) : {},
      ],
    };
    const [page, counted] = await Promise.all([
      readPrismaPage(
        { order, cursor: input.cursor, where },
        {
          find: (slice) => db().request.findMany({ ...slice, select: queueRow }),
          count: (most) => db().request.count(most),
        },
      ),
      db().request.groupBy({ by: ['state'], where: { state: { in: [...openStates] } }, _count: true }),
    ]);
    const counts = Object.fromEntries(
      openStates.map((state) => [state, counted.find((each) => each.state === state)?._count ?? 0]),
    );
    const living = await countQuotas(page.rows.map(({ organization }) => organization.id));
    const rows = page.rows.map((row) => withReasons(row, living.get(row.organization.id) ?? 0));
    return { ...page, rows, state: input.state ?? mine, counts };
  },
});

const order: Order<{ id: string; submittedAt: Date }> = {
  name: 'queue',
  descends: false,
  keys: [
    { path: 'submittedAt', kind: 'moment', of: (row) => row.submittedAt },
    { path: 'id', kind: 'text', of: (row) => row.id },
  ],
};

const queueRow = {
  ...requestRow,
  features: true,
  loadTest: true,
  organization: { select: { id: true, name: true, ...listedTermsSelect } },
} satisfies Prisma.RequestSelect;

type Found = Prisma.RequestGetPayload<{ select: typeof queueRow }>;

/** The row with the reasons why it waits for people, in place of what they are told from. */
function withReasons({ features, loadTest: test, organization, ...row }: Found, living: number) {
  const content = { ...row, features, loadTest: test === null ? null : loadTest.parse(test) };
  return {
    ...row,
    organization: { name: organization.name },
    reasons: reasonTexts(content, toSubscriptionTerms({ ...organization, _count: { sandboxes: living } })),
  };
}
