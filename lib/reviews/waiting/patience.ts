import { dayMs, dayText } from '../../days';
import { isOpen, type RequestState } from '../../requests/request';
import { signableFrom } from '../review';

/**
 * How long a request waits for somebody before it is said again, said to more people, and ended. Days count from the
 * turn by which it came to wait there, so nobody is late for what lay with somebody else. Safe in the browser.
 */
export type WaitingState = 'awaiting_support' | 'awaiting_customer' | 'awaiting_compliance';
export type WaitDue = 'remind' | 'escalate' | 'lapse';

/** In days. The house is asked sooner than a customer, and waits longer before a request that it has not decided ends. */
export const patience = {
  awaiting_support: { remind: 1, escalate: 3, lapse: 30 },
  awaiting_customer: { remind: 3, escalate: 7, lapse: 14 },
  awaiting_compliance: { remind: 1, escalate: 3, lapse: 30 },
} as const satisfies Record<WaitingState, Record<WaitDue, number>>;

export type Waiting = {
  state: RequestState;
  /** Since when it has waited there. */
  waitsSince: Date;
  startsOn: Date | null;
  remindedAt: Date | null;
  escalatedAt: Date | null;
};

/** Whom it waits for, in words. */
export const awaitedLabels: Record<WaitingState, string> = {
  awaiting_support: 'support',
  awaiting_customer: 'the customer’s answer',
  awaiting_compliance: 'compliance',
};

/** The one thing that is due now; null when nothing is, or when the request waits for nobody. */
export function waitDue(request: Waiting, now: Date): WaitDue | null {
  const at = momentsOf(request);
  if (!at) return null;
  if (at.lapse <= now) return 'lapse';
  if (at.escalate <= now) return request.escalatedAt ? null : 'escalate';
  return at.remind <= now && !request.remindedAt ? 'remind' : null;
}

/** When a request ends by itself if nobody does anything; null for one that waits for nobody. */
export function lapsesAt(request: Waiting): Date | null {
  return momentsOf(request)?.lapse ?? null;
}

/** How long it has waited and what becomes of it, as a sentence for those who are told. */
export function waitedText(request: Waiting): string {
  const ends = lapsesAt(request);
  return `It has waited since ${dayText(request.waitsSince)}${ends ? `, and ends by itself on ${dayText(ends)}` : ''}.`;
}

/** What starts on a later day waits for compliance from the first day on which it can be signed. */
function momentsOf({ state, waitsSince, startsOn }: Waiting): Record<WaitDue, Date> | null {
  if (!isOpen(state)) return null;
  const signable = state === 'awaiting_compliance' ? signableFrom(startsOn) : null;
  const since = Math.max(waitsSince.getTime(), signable?.getTime() ?? 0);
  const after = (days: number) => new Date(since + days * dayMs);
  const { remind, escalate, lapse } = patience[state];
  return { remind: after(remind), escalate: after(escalate), lapse: after(lapse) };
}
