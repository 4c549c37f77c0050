import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';
import { conflict, notFound } from '../errors';
import { countAffectedRequests } from './count-affected-requests';
import { findLastAmendment } from './find-last-amendment';

/** One direction of the change; the other is the state that whoever sends it saw. */
export type Amendment = 'demanded' | 'waived';

/**
 * Writes whether the contract demands compliance's signature, under the lock in which filing and approving read it: a
 * request that is decided at the same moment is decided wholly before the change or wholly after it. Returns how many
 * requests it reached. Throws `not_found`, and `state_conflict`, naming who was faster, where the contract says so
 * already.
 */
export async function amendContract(tx: Tx, organizationId: string, amendment: Amendment) {
  await lockFor(tx, `organization:${organizationId}`);
  const contractDemandsReview = amendment === 'demanded';
  const { count } = await tx.organization.updateMany({
    where: { id: organizationId, contractDemandsReview: !contractDemandsReview },
    data: { contractDemandsReview },
  });
  if (count === 0) throw await whyNotAmended(tx, organizationId, amendment);
  return { organizationId, ...(await countAffectedRequests(tx, organizationId)) };
}

async function whyNotAmended(tx: Tx, organizationId: string, amendment: Amendment) {
  const organization = await tx.organization.findUnique({ where: { id: organizationId } });
  if (!organization) return notFound('organization');
  const last = await findLastAmendment(tx, organizationId);
  const fact =
    amendment === 'demanded'
      ? `The contract of ${organization.name} demands the review already`
      : `The contract of ${organization.name} demands no review any more`;
  return conflict(last ? `${fact}: ${last.actorName} changed it.` : `${fact}.`);
}
