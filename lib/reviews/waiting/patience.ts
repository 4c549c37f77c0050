import { dayMs, daysAfter, dayText } from '../../days';
import type { Patience, WaitDue } from '../../policies/patience';
import { freshDays, type Policy } from '../../policies/policy';
import { isOpen, type RequestState } from '../../requests/request';
import { signableFrom } from '../review';

/**
 * What is due with a request that waits, by the policy in force. Days count from the turn by which it came to wait there, so
 * nobody is late for what lay with somebody else. A fresh policy ends nothing within seven days. Pure.
 */
export type Waiting = {
  state: RequestState;
  /** Since when it has waited there. */
  waitsSince: Date;
  startsOn: Date | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
};

/** The one thing that is due now; null when nothing is, or when the request waits for nobody. */
export function waitDue(request: Waiting, policy: Policy, now: Date): WaitDue | null {
  const at = momentsOf(request, policy);
  if (!at) return null;
  if (at.lapse <= now) return 'lapse';
  if (at.escalate <= now) return request.escalatedAt ? null : 'escalate';
  return at.remind <= now && !request.remindedAt ? 'remind' : null;
}

/** When a request ends by itself if nobody does anything; null for one that waits for nobody. */
export function lapsesAt(request: Waiting, policy: Policy): Date | null {
  return momentsOf(request, policy)?.lapse ?? null;
}

/** How long it has waited and what becomes of it, as a sentence for those who are told. */
export function waitedText(request: Waiting, policy: Policy): string {
  const ends = lapsesAt(request, policy);
  return `It has waited since ${dayText(request.waitsSince)}${ends ? `, and ends by itself on ${dayText(ends)}` : ''}.`;
}

/** The fewest days after which anybody is reminded. */
export const soonestReminder = (patience: Patience): number =>
  Math.min(...Object.values(patience).map(({ remind }) => remind));

/** What starts on a later day waits for compliance from the first day on which it can be signed. */
function momentsOf(
  { state, waitsSince, startsOn }: Waiting,
  { document, savedAt }: Policy,
): Record<WaitDue, Date> | null {
  if (!isOpen(state)) return null;
  const signable = state === 'awaiting_compliance' ? signableFrom(startsOn) : null;
  const since = Math.max(waitsSince.getTime(), signable?.getTime() ?? 0);
  const after = (days: number) => new Date(since + days * dayMs);
  const { remind, escalate, lapse } = document.patience[state];
  const fresh = daysAfter(savedAt, freshDays);
  return {
    remind: after(remind),
    escalate: after(escalate),
    lapse: after(lapse) > fresh ? after(lapse) : fresh,
  };
}
