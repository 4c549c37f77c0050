import type { Prisma } from '../db/generated/client';
import { counted } from '../sandboxes/counted';
import type { SubscriptionTerms } from './approval';

/** Without what is used of the quota: a list counts that for all its rows at once (count-quotas.ts). */
export const listedTermsSelect = {
  contractDemandsReview: true,
  subscription: { select: { name: true, sandboxQuota: true, maximumDays: true } },
} satisfies Prisma.OrganizationSelect;

/** What has to be read of an organization to tell why a request needs a human. */
export const subscriptionTermsSelect = {
  ...listedTermsSelect,
  _count: { select: { sandboxes: { where: counted } } },
} satisfies Prisma.OrganizationSelect;

type Selected = Prisma.OrganizationGetPayload<{ select: typeof subscriptionTermsSelect }>;

/** The terms that requests of this organization are held against. */
export function toSubscriptionTerms({
  contractDemandsReview,
  subscription,
  _count,
}: Selected): SubscriptionTerms {
  return {
    quota: subscription.sandboxQuota,
    maximumDays: subscription.maximumDays,
    living: _count.sandboxes,
    contractDemandsReview,
  };
}
