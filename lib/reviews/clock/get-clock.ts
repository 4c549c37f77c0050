import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import type { RequestKind, Shape } from '../../db/generated/client';
import { notFound } from '../../errors';
import { readPolicy } from '../../policies/read-policy';
import { sandboxEventKinds } from '../../requests/request';
import { lapsesAt } from '../waiting/patience';
import { decisionMs, decisionTimes, mostSamples } from './decision-time';

/**
 * Where a request stands among those that wait for the same people, and how long the house took to decide the latest of its
 * kind and shape, whoever filed them. `place` is null for one that does not wait for the house, and `times` where too few were decided to say. `lapsesAt` is when it
 * ends by itself.
 * Throws `not_found` for another organization's.
 */
export const getClock = defineQuery({
  name: 'request.clock',
  input: z.object({ requestId: idInput }),
  allow: 'request:read',
  run: async ({ input, actor }) => {
    const request = await db().request.findFirst({
      where: { AND: [{ id: input.requestId }, organizationScope(actor)] },
      select: {
        id: true,
        kind: true,
        shape: true,
        state: true,
        waitsSince: true,
        startsOn: true,
        remindedAt: true,
        escalatedAt: true,
      },
    });
    if (!request) throw notFound('request');
    const lapses = lapsesAt(request, await readPolicy(db()));
    return {
      lapsesAt: lapses,
      place: await placeOf(request),
      times: decisionTimes(await latestTimes(request)),
    };
  },
});

/** Those that have waited longer come first, as in the queue's own order of waiting. */
async function placeOf({ id, state, waitsSince }: { id: string; state: string; waitsSince: Date }) {
  if (state !== 'awaiting_support' && state !== 'awaiting_compliance') return null;
  const earlier = [{ waitsSince: { lt: waitsSince } }, { waitsSince, id: { lt: id } }];
  const before = await db().request.count({ where: { state, OR: earlier } });
  const waiting = await db().request.count({ where: { state } });
  return { at: before + 1, of: Math.max(waiting, before + 1) };
}

/** How long each of the latest decisions on requests of one kind and shape took. What passed without a person is none. */
async function latestTimes({ kind, shape }: { kind: RequestKind; shape: Shape }): Promise<number[]> {
  const decided = await db().request.findMany({
    where: {
      kind,
      shape,
      state: { in: ['approved', 'declined'] },
      events: { none: { kind: { in: ['passed_without_review', 'lapsed'] } } },
    },
    orderBy: { updatedAt: 'desc' },
    take: mostSamples,
    select: {
      events: {
        where: { kind: { notIn: [...sandboxEventKinds] } },
        orderBy: { seq: 'asc' },
        select: { kind: true, at: true },
      },
    },
  });
  return decided.flatMap(({ events }) => decisionMs(events) ?? []);
}
