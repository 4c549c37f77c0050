import type { Actor } from '../access/actor';
import { requirePerson } from '../access/require-person';
import type { CommandContext } from '../command/command';
import type { Tx } from '../db/transaction';
import { conflict, invalidField } from '../errors';
import { notify } from '../notices/notify';

type Asked = { id: string; number: number; organizationId: string; requesterId: string };

/** Somebody who takes over a request, and whom they take it over from. */
export type Succession = { successor: { id: string; name: string }; former: string };

/**
 * Who takes the place of a requester whose account was disabled: a customer of the same organization who may sign in, and
 * who is another human than the one who decides. Null where the requester may sign in; a successor is then refused, since
 * nobody takes a request away from its owner here. Throws at the field `successorId`, naming whom one is needed for.
 */
export async function findSuccession(
  tx: Tx,
  actor: Actor,
  request: Asked,
  successorId: string | undefined,
): Promise<Succession | null> {
  const requester = await tx.person.findUniqueOrThrow({
    where: { id: request.requesterId },
    select: { name: true, disabledAt: true },
  });
  if (!requester.disabledAt) {
    if (successorId && successorId !== request.requesterId)
      throw invalidField(
        'successorId',
        `${requester.name} asked for it and may sign in; nobody takes their place.`,
      );
    return null;
  }
  if (!successorId)
    throw invalidField(
      'successorId',
      `The account of ${requester.name}, who asked for it, is disabled. Choose who takes the request over.`,
    );
  const successor = await tx.person.findFirst({
    where: { id: successorId, organizationId: request.organizationId, role: 'customer', disabledAt: null },
    select: { id: true, name: true, humanId: true },
  });
  if (!successor)
    throw invalidField('successorId', 'Choose a customer of that organization who may sign in.');
  if (successor.humanId === requirePerson(actor).humanId)
    throw invalidField(
      'successorId',
      'You cannot decide a request that you take over; choose somebody else.',
    );
  return { successor: { id: successor.id, name: successor.name }, former: requester.name };
}

/** Tells the one who took a request over, in the transaction of the decision. */
export async function tellSuccessor(
  { tx, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'enqueue'>,
  request: Asked,
  { successor, former }: Succession,
): Promise<void> {
  await notify(tx, enqueue, {
    kind: 'act',
    to: [successor.id],
    subject: `Request #${request.number} is yours now`,
    text: `${former}, who asked for it, has left. You decide about its sandbox from now on.`,
    href: `/requests/${request.id}`,
  });
}

/**
 * Refuses to build for nobody: the last signature would begin a build whose requester was disabled after support approved.
 * Throws `state_conflict`, naming the person and the way on.
 */
export async function assertRequesterEnabled(tx: Tx, requestId: string): Promise<void> {
  const { requester } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { requester: { select: { name: true, disabledAt: true } } },
  });
  if (requester.disabledAt)
    throw conflict(
      `The account of ${requester.name}, who asked for it, is disabled. Return the request: a colleague answers, and support names a successor.`,
    );
}
