import { slotCount, slotMinutes } from './activity';

/**
 * Tells traffic that a schedule makes from traffic of people. Only the slots in which there was traffic are looked at, not how
 * much. A phase of a period is on schedule when it was hit in most of the periods of two weeks; the traffic keeps the period when
 * nearly all of its slots are on schedule.
 *
 * Limits: a program that calls every five minutes leaves no slot in which somebody else could be seen. Two weeks are needed to
 * judge, so that a program counts as use for that long. Where it is in doubt, traffic is taken for that of people.
 */

/** Periods that are tried, in slots, shortest first: 5, 10, 15, 20, 30 minutes, then hours up to a day. */
const periods = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440].map((each) => each / slotMinutes);

/** Of the periods in two weeks, so many must hit a phase for it to be on schedule: a program may be down for two days. */
const hitShare = 0.8;
/** Of the traffic, so much must be on schedule. */
const scheduledShare = 0.95;
/** Traffic must reach back so far before it is judged: two weeks but for a day. */
const leastSlots = slotCount * (13 / 14);
/** From this period on a run may begin a slot early or late. With shorter ones every slot would be on schedule then. */
const leastTolerant = 30 / slotMinutes;
/** Past an hour a schedule fills at most a quarter of its period: people who work the same hours each day fill more. */
const hour = 60 / slotMinutes;
const mostFilled = 1 / 4;

/** The period that traffic keeps, in minutes; null when it keeps none. `slots` are the numbers of those with traffic, `now` is the present one's. Pure. */
export function findPeriod(slots: readonly number[], now: number): number | null {
  const since = now - slotCount;
  const used = slots.filter((slot) => slot > since && slot <= now).sort((a, b) => a - b);
  const [first] = used;
  if (first === undefined || now - first < leastSlots) return null;
  const found = periods.find((period) => keeps(used, period));
  return found === undefined ? null : found * slotMinutes;
}

function keeps(used: readonly number[], period: number): boolean {
  const reach = period >= leastTolerant ? 1 : 0;
  const wanted = hitShare * Math.floor(slotCount / period);
  const onSchedule = new Set<number>();
  for (const [phase, hits] of hitsByPhase(used, period, reach)) if (hits >= wanted) onSchedule.add(phase);
  if (period > hour && onSchedule.size > period * mostFilled) return false;
  const isKept = (slot: number) => near(slot, reach).some((each) => onSchedule.has(each % period));
  const kept = used.filter(isKept).length;
  return kept >= scheduledShare * used.length;
}

/** In how many periods each phase was hit, or one beside it within `reach`. */
function hitsByPhase(used: readonly number[], period: number, reach: number): Map<number, number> {
  const seen = new Set(used.flatMap((slot) => near(slot, reach)));
  const hits = new Map<number, number>();
  for (const slot of seen) hits.set(slot % period, (hits.get(slot % period) ?? 0) + 1);
  return hits;
}

/** A slot and those within `reach` of it. */
const near = (slot: number, reach: number): number[] =>
  Array.from({ length: 2 * reach + 1 }, (_, at) => slot - reach + at);
