import type { PersonActor } from '../../access/actor';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { dayMs } from '../../days';
import { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import { refreshInput, whyNotRefresh } from '../../sandboxes/copies/copy';
import { findToCome } from '../../sandboxes/copies/find-to-come';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { addRequestEvent } from '../add-request-event';
import { tellAwaited } from '../tell-awaited';

/**
 * Asks for a fresh copy of production inside a sandbox that exists: a request of its own, which always goes to support
 * and compliance. It takes over the sandbox's people, configuration, features and end as they were approved, so nothing
 * can be widened on this way; the subscription's quota is not touched. Support may file it for the sandbox's requester. Throws
 * `not_found`, or `state_conflict` saying why none can be asked for now (a second open one among the reasons).
 */
export const submitRefresh = defineCommand({
  name: 'request.submit_refresh',
  input: refreshInput,
  allow: 'request:file',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const filer = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, filer, input.sandboxId);
    const objection = whyNotRefresh(sandbox, { now, ...(await findToCome(tx, sandbox.id)) });
    if (objection) throw conflict(objection);
    const { request: first, ...terms } = sandbox;
    const id = createId();
    const { number } = await tx.request.create({
      data: {
        id,
        kind: 'refresh',
        refreshesId: terms.id,
        state: 'awaiting_support',
        organizationId: terms.organizationId,
        tenantId: terms.tenantId,
        requesterId: await findRequester(tx, filer, first.requesterId),
        filedById: filer.id,
        integration: first.integration,
        purpose: input.purpose,
        people: terms.people ?? [],
        shape: terms.shape,
        configuration: terms.configuration,
        slug: terms.slug,
        durationDays: Math.ceil((terms.expiresAt.getTime() - now.getTime()) / dayMs),
        loadTest: Prisma.DbNull,
        features: terms.features,
        submittedAt: now,
        updatedAt: now,
        waitsSince: now,
      },
      select: { number: true },
    });
    await addRequestEvent(tx, actor, { requestId: id, kind: 'submitted', at: now });
    await tellAwaited(context, id);
    return { id, number, organizationId: terms.organizationId, sandboxId: terms.id, slug: terms.slug };
  },
  audit: ({ input, result }) => ({
    event: 'request.refresh_submitted',
    subject: { type: 'request', id: result.id },
    organizationId: result.organizationId,
    details: { number: result.number, sandboxId: input.sandboxId, slug: result.slug },
  }),
});

/** Customers ask for themselves; the house files for whoever asked for the sandbox. */
async function findRequester(tx: Tx, filer: PersonActor, firstRequesterId: string): Promise<string> {
  if (filer.role === 'customer') return filer.id;
  const { name, disabledAt } = await tx.person.findUniqueOrThrow({
    where: { id: firstRequesterId },
    select: { name: true, disabledAt: true },
  });
  if (disabledAt) throw conflict(`${name}, who asked for this sandbox, left; a customer has to ask for it.`);
  return firstRequesterId;
}
