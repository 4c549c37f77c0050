import type { Prisma } from '../db/generated/client';
import { livingStates } from '../sandboxes/sandbox';
import type { PlanTerms } from './approval';

/** What has to be read of an organization to tell why a request needs a human. */
export const planTermsSelect = {
  contractDemandsReview: true,
  plan: { select: { name: true, sandboxQuota: true, maximumDays: true } },
  _count: { select: { sandboxes: { where: { state: { in: [...livingStates] } } } } },
} satisfies Prisma.OrganizationSelect;

type Selected = Prisma.OrganizationGetPayload<{ select: typeof planTermsSelect }>;

/** The terms that requests of this organization are held against. */
export function toPlanTerms({ contractDemandsReview, plan, _count }: Selected): PlanTerms {
  return {
    quota: plan.sandboxQuota,
    maximumDays: plan.maximumDays,
    living: _count.sandboxes,
    contractDemandsReview,
  };
}
