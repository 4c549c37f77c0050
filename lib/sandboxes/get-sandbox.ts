import { z } from 'zod';
import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { env } from '../env';
import { notFound } from '../errors';
import { openStates, requestPerson } from '../requests/request';
import { operationSelect, toOperationView } from './operations/operation-view';
import { inOrder } from './people/list-people';
import { noteSeen } from './people/note-seen';
import { mostShownPeople } from './people/sandbox-person';
import { isGone, type SandboxState, slugInput } from './sandbox';
import { smokeResult } from './smoke/smoke-result';

/** How many past operations its page shows. */
const shownOperations = 10;

/**
 * The sandbox at `/s/<slug>`: the living one of that name, or the last one that bore it. Throws `not_found` for an
 * unknown name and for another organization's alike.
 */
export const getSandbox = defineQuery({
  name: 'sandbox.get',
  input: z.object({ slug: slugInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const found = await db().sandbox.findFirst({
      where: { AND: [{ slug: input.slug }, organizationScope(actor)] },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        slug: true,
        state: true,
        shape: true,
        configuration: true,
        features: true,
        createdAt: true,
        readyAt: true,
        expiresAt: true,
        graceUntil: true,
        protectedUntil: true,
        destroyedAt: true,
        organizationId: true,
        tenantId: true,
        organization: {
          select: { name: true, contractDemandsReview: true, subscription: { select: { name: true } } },
        },
        product: { select: { name: true, slug: true, definition: true } },
        seedSet: { select: { name: true, version: true, title: true, rows: true } },
        destroyedBy: { select: { name: true } },
        destruction: { select: { id: true } },
        activeCopy: { select: { smoke: true } },
        request: {
          select: {
            id: true,
            number: true,
            integration: true,
            requester: { select: { id: true, name: true } },
          },
        },
        /** Who is to be added once compliance signed it. */
        concerning: {
          where: { kind: 'people', state: { in: [...openStates] } },
          orderBy: { number: 'asc' },
          select: { id: true, number: true, state: true, people: true },
        },
        operations: { orderBy: { createdAt: 'desc' }, take: shownOperations, select: operationSelect },
        _count: { select: { certificates: true } },
      },
    });
    if (!found) throw notFound('sandbox');
    const { operations, concerning, _count, activeCopy, ...sandbox } = found;
    return {
      ...sandbox,
      people: await findPeople(found, actor),
      asked: concerning.map(({ people, ...request }) => ({
        ...request,
        people: z.array(requestPerson).parse(people),
      })),
      /** How the copy in use answered when it was tried; null for one from before copies were tried. */
      smoke: smokeResult.nullable().parse(activeCopy?.smoke ?? null),
      /** Kept of a proof that failed, too: it says what to look at. */
      hasCertificate: _count.certificates > 0,
      url: `${env().PUBLIC_URL}/s/${found.slug}`,
      operations: operations.map((operation) => toOperationView(operation, actor)),
    };
  },
});

/**
 * Who gets in; of one that is gone, whoever got in at some time. Whose account is disabled gets in nowhere. When whoever asks
 * is one of them, it is noted that they were here.
 */
async function findPeople({ id, state }: { id: string; state: SandboxState }, actor: Actor) {
  const rows = await db().sandboxPerson.findMany({
    where: { sandboxId: id, ...(isGone(state) ? {} : { removedAt: null }) },
    orderBy: inOrder,
    take: mostShownPeople,
    select: {
      id: true,
      kind: true,
      name: true,
      key: true,
      reason: true,
      since: true,
      firstSeenAt: true,
      lastSeenAt: true,
      namedBy: { select: { name: true } },
    },
  });
  const people = rows.filter(({ kind }) => kind === 'person');
  const asking = people.find(({ key }) => actor.kind === 'person' && key === actor.email.toLowerCase());
  if (asking) await noteSeen(db(), asking, await databaseNow(db()));
  const disabled = await db().person.findMany({
    where: { email: { in: people.map(({ key }) => key) }, disabledAt: { not: null } },
    select: { email: true },
  });
  const emails = new Set(disabled.map(({ email }) => email));
  return rows.map(({ key, ...row }) => ({ ...row, isDisabled: row.kind === 'person' && emails.has(key) }));
}
