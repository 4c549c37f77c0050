import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { filter, pageNumber, searchText, slice, toPage } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { reasonTexts } from '../requests/approval';
import { matching, requestRow } from '../requests/list-requests';
import { loadTest, openStates, requestStates, shapes } from '../requests/request';
import { subscriptionTermsSelect, toSubscriptionTerms } from '../requests/subscription-terms';

/**
 * What waits for a decision, oldest first: for support what is with them, for compliance what is with them, unless a
 * state is chosen. `counts` tells how much waits in each state, whatever the filters say.
 */
export const listQueue = defineQuery({
  name: 'review.list_queue',
  input: z.object({
    page: pageNumber,
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
        input.text ? matching(input.text) : {},
      ],
    };
    const [rows, total, counted] = await Promise.all([
      db().request.findMany({
        where,
        orderBy: { submittedAt: 'asc' },
        select: queueRow,
        ...slice(input.page),
      }),
      db().request.count({ where }),
      db().request.groupBy({ by: ['state'], where: { state: { in: [...openStates] } }, _count: true }),
    ]);
    const counts = Object.fromEntries(
      openStates.map((state) => [state, counted.find((each) => each.state === state)?._count ?? 0]),
    );
    return { ...toPage(rows.map(withReasons), total, input.page), state: input.state ?? mine, counts };
  },
});

const queueRow = {
  ...requestRow,
  features: true,
  loadTest: true,
  organization: { select: { name: true, ...subscriptionTermsSelect } },
} satisfies Prisma.RequestSelect;

type Found = Prisma.RequestGetPayload<{ select: typeof queueRow }>;

/** The row with the reasons why it waits for people, in place of what they are told from. */
function withReasons({ features, loadTest: test, organization, ...row }: Found) {
  const content = { ...row, features, loadTest: test === null ? null : loadTest.parse(test) };
  return {
    ...row,
    organization: { name: organization.name },
    reasons: reasonTexts(content, toSubscriptionTerms(organization)),
  };
}
