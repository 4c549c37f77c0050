import type { Tx } from '../db/transaction';

/** The events of the audit that tell of a changed contract. */
export const amendmentEvents = {
  demanded: 'organization.review_demanded',
  waived: 'organization.review_waived',
} as const;

/** Who changed what the contract demands last, when and why; null where it is as it was when the customer was added. */
export async function findLastAmendment(tx: Tx, organizationId: string) {
  return tx.auditEvent.findFirst({
    where: {
      subjectType: 'organization',
      subjectId: organizationId,
      event: { in: Object.values(amendmentEvents) },
    },
    orderBy: { seq: 'desc' },
    select: { at: true, actorName: true, details: true },
  });
}
