import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import type { Tx } from '../db/transaction';
import { notFound } from '../errors';

/** What a decision needs to know of a request. Throws `not_found` for a request that the actor may not know of. */
export async function getParties(tx: Tx, actor: Actor, requestId: string) {
  const human = { select: { humanId: true } };
  const found = await tx.request.findFirst({
    where: { AND: [{ id: requestId }, organizationScope(actor)] },
    include: {
      requester: human,
      filedBy: human,
      decidedBy: human,
      signatures: { where: { voidedAt: null }, select: { signedBy: human } },
      tenant: { select: { productId: true } },
    },
  });
  if (!found) throw notFound('request');
  const { requester, filedBy, decidedBy, signatures, ...request } = found;
  return {
    request,
    parties: {
      requesterHumanId: requester.humanId,
      filerHumanId: filedBy.humanId,
      approverHumanId: decidedBy?.humanId ?? null,
      signerHumanIds: signatures.map(({ signedBy }) => signedBy.humanId),
    },
    /** Who is told about a turn: the requester, and the filer where that is somebody else. */
    told: [...new Set([request.requesterId, request.filedById])],
  };
}
