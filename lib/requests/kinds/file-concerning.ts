import type { PersonActor } from '../../access/actor';
import { requirePerson } from '../../access/require-person';
import type { CommandContext } from '../../command/command';
import { daysUntil } from '../../days';
import { Prisma } from '../../db/generated/client';
import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import type { CloneMoment } from '../../sandboxes/clone/clone';
import type { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { listPeople } from '../../sandboxes/people/list-people';
import { addRequestEvent } from '../add-request-event';
import type { RequestPerson } from '../request';
import { tellAwaited } from '../tell-awaited';
import { type RequestKind, requestKinds } from './request-kind';

type Asked = {
  kind: Exclude<RequestKind, 'sandbox'>;
  purpose: string;
  /** Whom it names; everybody who gets in, where left out. */
  people?: readonly RequestPerson[];
  /** For how long; until the sandbox's end, where left out. */
  durationDays?: number;
  /** Who has it now, where that is not told by its kind alone. */
  state?: 'approved' | 'awaiting_support' | 'awaiting_compliance';
  /** For clones: the name of the new sandbox, and what it is made from. */
  clone?: { slug: string; copyId: string; moment: CloneMoment };
};

/**
 * Files a request about a living sandbox, which the caller has locked, and tells those whom it waits for. It takes over what
 * the sandbox is, so that it asks for what its kind changes and for nothing else. Throws `state_conflict` where support files and nobody may ask.
 */
export async function fileConcerning(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  sandbox: Awaited<ReturnType<typeof lockVisibleSandbox>>,
  { kind, purpose, people, durationDays, clone, state = requestKinds[kind].goesTo }: Asked,
): Promise<{ id: string; number: number }> {
  const { actor, tx, now } = context;
  const filer = requirePerson(actor);
  const id = createId();
  const { number } = await tx.request.create({
    data: {
      id,
      kind,
      concernsId: sandbox.id,
      state,
      decidedAt: state === 'approved' ? now : null,
      organizationId: sandbox.organizationId,
      tenantId: sandbox.tenantId,
      requesterId: await findRequester(tx, filer, sandbox.request.requesterId),
      filedById: filer.id,
      integration: sandbox.request.integration,
      purpose,
      people: [...(people ?? (await listPeople(tx, sandbox.id)))],
      shape: sandbox.shape,
      configuration: sandbox.configuration,
      slug: clone?.slug ?? sandbox.slug,
      ...(clone && { clonesCopyId: clone.copyId, cloneMoment: clone.moment }),
      durationDays: durationDays ?? daysUntil(sandbox.expiresAt, now),
      loadTest: Prisma.DbNull,
      features: sandbox.features,
      submittedAt: now,
      updatedAt: now,
      waitsSince: now,
    },
    select: { number: true },
  });
  await addRequestEvent(tx, actor, { requestId: id, kind: 'submitted', at: now });
  if (state !== 'approved') await tellAwaited(context, id);
  return { id, number };
}

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
