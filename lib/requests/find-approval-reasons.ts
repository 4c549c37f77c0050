import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';
import { livingStates } from '../sandboxes/sandbox';
import { type ApprovalReason, type ApprovalTerms, approvalReasons } from './request';

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
    select: { contractDemandsReview: true, plan: { select: { sandboxQuota: true, maximumDays: true } } },
  });
  const living = await tx.sandbox.count({ where: { organizationId, state: { in: [...livingStates] } } });
  return approvalReasons(content, {
    quota: organization.plan.sandboxQuota,
    maximumDays: organization.plan.maximumDays,
    contractDemandsReview: organization.contractDemandsReview,
    living,
  });
}
