import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { notFound } from '../errors';
import { reasonTexts } from './approval';
import { loadTest, requestPerson } from './request';
import { subscriptionTermsSelect, toSubscriptionTerms } from './subscription-terms';

const person = {
  select: { id: true, name: true, email: true, humanId: true, disabledAt: true },
} satisfies Prisma.PersonDefaultArgs;

/**
 * One request with its conversation and its sandbox's state. Throws `not_found` for another organization's. The
 * conversation is whole: a request has few turns, and a cut one would mislead who decides.
 */
export const getRequest = defineQuery({
  name: 'request.get',
  input: z.object({ id: idInput }),
  allow: 'request:read',
  run: async ({ input, actor }) => {
    const found = await db().request.findFirst({
      where: { AND: [{ id: input.id }, organizationScope(actor)] },
      include: {
        organization: {
          select: { id: true, name: true, ...subscriptionTermsSelect },
        },
        tenant: { select: { schema: true, name: true, product: { select: { id: true, name: true } } } },
        requester: person,
        filedBy: person,
        assignee: person,
        decidedBy: person,
        signatures: { where: { voidedAt: null }, select: { signedBy: { select: { humanId: true } } } },
        events: {
          orderBy: { seq: 'asc' },
          include: { actor: { select: { id: true, name: true, role: true } } },
        },
        concerns: { select: { id: true, slug: true, state: true, expiresAt: true } },
        copies: {
          orderBy: { createdAt: 'desc' },
          take: 1,
          select: { id: true, state: true, readyAt: true, decideBy: true },
        },
        sandbox: {
          select: {
            id: true,
            slug: true,
            state: true,
            createdAt: true,
            readyAt: true,
            destroyedAt: true,
            destruction: { select: { id: true } },
            expiresAt: true,
            operations: {
              orderBy: { createdAt: 'desc' },
              take: 5,
              select: {
                id: true,
                kind: true,
                state: true,
                createdAt: true,
                finishedAt: true,
                failureMessage: true,
              },
            },
          },
        },
      },
    });
    if (!found) throw notFound('request');
    const test = found.loadTest === null ? null : loadTest.parse(found.loadTest);
    return {
      ...found,
      people: z.array(requestPerson).parse(found.people),
      loadTest: test,
      /** Why a human has to agree to it, as subscription, contract and quota stand now. */
      reasons: reasonTexts({ ...found, loadTest: test }, toSubscriptionTerms(found.organization)),
      startsOn: found.startsOn?.toISOString().slice(0, 10) ?? null,
    };
  },
});
