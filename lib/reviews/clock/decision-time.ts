/**
 * How long the house takes to decide, told from the turns of a request. The time in which the customer had the question is not
 * counted: what is told is how long the house takes, and nobody can look quick by asking back.
 *
 * Pure.
 */

/** A turn of a request's timeline, as far as it says who has the request then. */
export type Turn = { kind: string; at: Date };

const toCustomer: ReadonlySet<string> = new Set(['asked', 'returned']);
const toHouse: ReadonlySet<string> = new Set(['submitted', 'answered', 'amended', 'reopened']);
const decisions: ReadonlySet<string> = new Set(['approved', 'signed', 'declined']);

/**
 * The milliseconds that the house had a request until its last decision; null for one that nobody decided. `turns` are all of
 * its turns in their order. Where two sign, the second signature is the decision.
 */
export function decisionMs(turns: readonly Turn[]): number | null {
  let since: number | null = null;
  let spentMs = 0;
  let decidedMs: number | null = null;
  for (const { kind, at } of turns) {
    if (kind === 'passed_without_review') return null;
    const running = since === null ? 0 : at.getTime() - since;
    if (decisions.has(kind)) decidedMs = spentMs + running;
    if (toCustomer.has(kind)) {
      spentMs += running;
      since = null;
    } else if (toHouse.has(kind) && since === null) since = at.getTime();
  }
  return decidedMs;
}

/** Fewer decisions than that say nothing about the next one. */
export const leastSamples = 10;

/** As many of the latest decisions as say something about today. */
export const mostSamples = 50;

export type DecisionTimes = { samples: number; p50Ms: number; p90Ms: number };

/** The median and the time within which nine of ten were decided, by nearest rank; null where too few were. */
export function decisionTimes(times: readonly number[]): DecisionTimes | null {
  if (times.length < leastSamples) return null;
  const sorted = [...times].sort((left, right) => left - right);
  const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { samples: sorted.length, p50Ms: rank(0.5), p90Ms: rank(0.9) };
}
