import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';
import { conflict, notFound } from '../errors';
import {
  type RequestState,
  requestEventLabels,
  requestStateLabels,
  type requestTransitions,
} from './request';

/** A step of the transition table; no other pair compiles. */
export type Move = {
  [From in RequestState]: { from: From; to: (typeof requestTransitions)[From][number] };
}[RequestState];

/**
 * Moves a request from one state to another, if it is still in the first, in the version that was looked at, and the
 * actor may know of it. The guarded update takes the row's lock, so of many at once one succeeds and each other throws
 * `state_conflict` with the name of who was faster. Throws `not_found` for another organization's request.
 */
export async function moveRequest(
  tx: Tx,
  actor: Actor,
  request: { id: string; version?: number },
  move: Move,
  data: Prisma.RequestUncheckedUpdateManyInput = {},
): Promise<void> {
  const guard = {
    id: request.id,
    state: move.from,
    ...(request.version ? { version: request.version } : {}),
  };
  const { count } = await tx.request.updateMany({
    where: { AND: [guard, organizationScope(actor)] },
    data: { ...data, state: move.to },
  });
  if (count === 0) throw await whyNotMoved(tx, actor, request);
}

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
      events: { orderBy: { at: 'desc' }, take: 1, select: { kind: true, actor: { select: { name: true } } } },
    },
  });
  if (!found) return notFound('request');
  const [last] = found.events;
  const who = last?.actor?.name ?? 'The system';
  const did = Object.entries(requestEventLabels).find(([kind]) => kind === last?.kind)?.[1] ?? 'changed it';
  const now = requestStateLabels[found.state].toLowerCase();
  return conflict(`${who} ${did} in the meantime; the request is now: ${now}. Reload the page to see it.`);
}
