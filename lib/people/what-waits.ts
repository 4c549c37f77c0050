import { db } from '../db/client';
import { openStates } from '../requests/request';
import { livingStates } from '../sandboxes/sandbox';
import { requestsHeldBy } from './held-requests';

/** As many of each as a page can list; the numbers tell of all. */
const mostListed = 20;

const request = { id: true, number: true, integration: true } as const;

/**
 * What waits on somebody, for whoever is about to lock them out: requests that they hold, and that they asked for; drafts
 * that nobody else sees; sandboxes that they asked for; signatures of theirs that count and would count no more.
 */
export async function whatWaitsOn(personId: string, now: Date) {
  const asked = { requesterId: personId, state: { in: [...openStates] } };
  // Found from the requests: of all that live a person asked for a few.
  const built = { requesterId: personId, sandbox: { state: { in: [...livingStates] } } };
  const signed = { signedById: personId, voidedAt: null, validUntil: { gt: now } };
  const [held, requests, drafts, living, signatures] = await Promise.all([
    db().request.findMany({ where: requestsHeldBy(personId), select: request, ...latest }),
    db().request.findMany({ where: asked, select: request, ...latest }),
    db().requestDraft.count({ where: { personId } }),
    db().request.findMany({
      where: built,
      select: { sandbox: { select: { slug: true, state: true } } },
      ...latest,
    }),
    db().signature.findMany({
      where: signed,
      orderBy: { signedAt: 'desc' },
      take: mostListed,
      select: { id: true, request: { select: request } },
    }),
  ]);
  const [heldInAll, requestsInAll, sandboxesInAll, signaturesInAll] = await Promise.all([
    db().request.count({ where: requestsHeldBy(personId) }),
    db().request.count({ where: asked }),
    db().request.count({ where: built }),
    db().signature.count({ where: signed }),
  ]);
  return {
    held: { listed: held, total: heldInAll },
    asked: { listed: requests, total: requestsInAll },
    drafts,
    sandboxes: { listed: living.flatMap(({ sandbox }) => sandbox ?? []), total: sandboxesInAll },
    signatures: { listed: signatures, total: signaturesInAll },
  };
}

const latest = { orderBy: { submittedAt: 'desc' }, take: mostListed } as const;
