import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';
import { type ApprovalReason, type ApprovalTerms, approvalReasons } from './approval';
import { subscriptionTermsSelect, toSubscriptionTerms } from './subscription-terms';

/**
 * Why a human has to agree, decided under a lock per organization: of two requests that both fit the last free place
 * of a quota, the second sees the first.
 */
export async function findApprovalReasons(
  tx: Tx,
  organizationId: string,
  content: ApprovalTerms,
): Promise<ApprovalReason[]> {
  await lockFor(tx, `organization:${organizationId}`);
  const organization = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: subscriptionTermsSelect,
  });
  return approvalReasons(content, toSubscriptionTerms(organization));
}
