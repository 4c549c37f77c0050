import type { Calendar } from '../policies/calendar';
import { dormancyFor, type Policy } from '../policies/policy';
import type { Shape } from '../requests/request';
import type { Dormancy } from './coming-end';

/** What a policy says about one sandbox, with what is known of its use. Pure. */
export function policyFacts(
  policy: Policy,
  of: {
    shape: Shape;
    zone: string;
    subscriptionId: string;
    activity: { lastSeenAt: Date; blindMs: bigint; readAt: Date | null } | null;
  },
): { calendar: Calendar; dormancy: Dormancy | null } {
  const { shape, zone, subscriptionId, activity } = of;
  const values = dormancyFor(policy, { subscriptionId, shape });
  const { savedAt, document } = policy;
  return {
    calendar: { zone, closedDays: closedDaysOf(document) },
    dormancy:
      values && activity
        ? {
            values,
            savedAt,
            lastSeenAt: activity.lastSeenAt,
            idleSince: new Date(activity.lastSeenAt.getTime() + Number(activity.blindMs)),
            readAt: activity.readAt,
          }
        : null,
  };
}

/** One set for each document: a sweep asks for it thousands of times. */
const sets = new WeakMap<object, ReadonlySet<string>>();

function closedDaysOf(document: Policy['document']): ReadonlySet<string> {
  const known = sets.get(document) ?? new Set(document.closedDays);
  sets.set(document, known);
  return known;
}
