import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonical-json';
import type { Tx } from '../../db/transaction';
import { openStates } from '../../requests/request';
import { counted } from '../../sandboxes/counted';
import type { SubscriptionValues } from './subscription';

/** Customers of a subscription that are named; the rest is counted. */
const shownCustomers = 20;

export type Impact = {
  customers: number;
  /** Those that would hold more sandboxes than they may have, the fullest first. They keep what they have. */
  over: { total: number; shown: { id: string; name: string; sandboxes: number }[] };
  /** Open requests for a stay that the longest one would not cover: they need support. */
  longer: number;
  /** Stands for the values in force, the proposed ones, and all of this. */
  hash: string;
};

/** What other values of a subscription would mean for its customers. */
export async function findImpact(
  tx: Tx,
  subscriptionId: string,
  { before, after }: { before: SubscriptionValues; after: SubscriptionValues },
): Promise<Impact> {
  const organizations = await tx.organization.findMany({
    where: { subscriptionId },
    select: { id: true, name: true, _count: { select: { sandboxes: { where: counted } } } },
  });
  const { sandboxQuota, maximumDays } = after;
  const over = organizations
    .map(({ id, name, _count }) => ({ id, name, sandboxes: _count.sandboxes }))
    .filter(({ sandboxes }) => sandboxQuota !== null && sandboxes > sandboxQuota)
    .sort((one, other) => other.sandboxes - one.sandboxes || (one.id < other.id ? -1 : 1));
  const longer = await tx.request.count({
    where: {
      organization: { subscriptionId },
      state: { in: [...openStates] },
      durationDays: { gt: maximumDays },
    },
  });
  const customers = organizations.length;
  const facts = over.map(({ id, sandboxes }) => [id, sandboxes]);
  return {
    customers,
    over: { total: over.length, shown: over.slice(0, shownCustomers) },
    longer,
    hash: createHash('sha256')
      .update(canonicalJson({ subscriptionId, before, after, customers, facts, longer }))
      .digest('hex'),
  };
}
