import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import type { CommandContext } from '../command/command';
import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';
import { conflict, notFound } from '../errors';
import { voidSignatures } from '../sign-offs/void-signatures';
import {
  type RequestState,
  requestEventLabels,
  requestStateLabels,
  type requestTransitions,
  sandboxEventKinds,
} from './request';

/** A step of the transition table; no other pair compiles. */
export type Move = {
  [From in RequestState]: { from: From; to: (typeof requestTransitions)[From][number] };
}[RequestState];

/** Why signatures are void once a request has come there on any way but compliance's own. */
const voidReasons: Record<RequestState, string> = {
  awaiting_support: 'The request went back to support.',
  awaiting_customer: 'The request went back to the customer with questions.',
  awaiting_compliance: 'The request was put before compliance anew.',
  approved: 'The request was approved anew.',
  declined: 'The request was declined.',
  withdrawn: 'The request was withdrawn.',
};

/**
 * Moves a request from one state to another, if it is still in the first, in the version that was looked at, and the
 * actor may know of it. The guarded update takes the row's lock, so of many at once one succeeds and each other throws
 * `state_conflict` with the name of who was faster. Throws `not_found` for another organization's request.
 *
 * Signatures outlive one move alone: that by which compliance signs. Every other voids those that still count, tells
 * who signed and who approved, and so a request never comes back to compliance half signed. A move that takes the request
 * back makes another version of it: a form that was opened before decides nothing after.
 */
export async function moveRequest(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  request: { id: string; version?: number },
  move: Move,
  data: Prisma.RequestUncheckedUpdateManyInput = {},
): Promise<void> {
  const { tx, actor, now } = context;
  const guard = {
    id: request.id,
    state: move.from,
    ...(request.version ? { version: request.version } : {}),
  };
  const approver = await tx.request.findUnique({ where: { id: request.id }, select: { decidedById: true } });
  const { count } = await tx.request.updateMany({
    where: { AND: [guard, organizationScope(actor)] },
    data: {
      updatedAt: now,
      ...(goesBack(move) ? { version: { increment: 1 } } : {}),
      ...(move.from === move.to ? {} : waitsAnew(now)),
      ...data,
      state: move.to,
    },
  });
  if (count === 0) throw await whyNotMoved(tx, actor, request);
  const isSigning =
    move.from === 'awaiting_compliance' && (move.to === 'awaiting_compliance' || move.to === 'approved');
  if (isSigning) return;
  const told = approver?.decidedById ? [approver.decidedById] : [];
  await voidSignatures(
    context,
    { requestId: request.id },
    { by: 'decision', reason: voidReasons[move.to], told },
  );
}

/** Whoever has the next turn has all of their days for it. */
export const waitsAnew = (now: Date) => ({ waitsSince: now, remindedAt: null, escalatedAt: null });

const goesBack = ({ from, to }: Move) =>
  to === 'awaiting_customer' ||
  to === 'awaiting_support' ||
  (from === 'approved' && to === 'awaiting_compliance');

/** The error that tells the loser of a race, or the reader of a stale page, what happened in the meantime. */
export async function whyNotMoved(
  tx: Tx,
  actor: Actor,
  request: { id: string; version?: number },
): Promise<Error> {
  const found = await tx.request.findFirst({
    where: { AND: [{ id: request.id }, organizationScope(actor)] },
    select: {
      state: true,
      version: true,
      events: {
        where: { kind: { notIn: [...sandboxEventKinds] } },
        orderBy: { seq: 'desc' },
        take: 1,
        select: { kind: true, actor: { select: { name: true } } },
      },
    },
  });
  if (!found) return notFound('request');
  const [last] = found.events;
  const who = last?.actor?.name ?? 'The system';
  const did = Object.entries(requestEventLabels).find(([kind]) => kind === last?.kind)?.[1] ?? 'changed it';
  const now = requestStateLabels[found.state].toLowerCase();
  return conflict(`${who} ${did} in the meantime; the request is now: ${now}. Reload the page to see it.`);
}
