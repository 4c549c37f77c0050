import { dayMs } from '../days';

/**
 * The vocabulary of activity: by which signals a sandbox counts as used, the days of a year as bits, and the slots in which
 * traffic is looked at for a schedule.
 *
 * Days are days of UTC. Our own work, autovacuum and a connection that is merely held count as no use.
 *
 * Safe in the browser.
 */

/** What shows that somebody uses a sandbox. `isTraffic`: programs can keep it up by themselves, so that a schedule makes it count no more. */
export const activitySignals = {
  calls: {
    title: 'API calls',
    text: 'a call with one of its keys',
    isTraffic: true,
  },
  queries: {
    title: 'Work in its database',
    text: 'statements in its database, beyond the pings of a connection that is held',
    isTraffic: true,
  },
  writes: {
    title: 'Rows written',
    text: 'rows that somebody wrote in its database',
    isTraffic: true,
  },
  acts: {
    title: 'Acts at the desk',
    text: 'somebody who kept, extended, reset or reopened it here',
    isTraffic: false,
  },
} as const;

export type ActivitySignal = keyof typeof activitySignals;
export const signalNames = Object.keys(activitySignals) as ActivitySignal[];

/** The signal that a row names; null for none, and for one of a later release. */
export function signalOf(name: string | null): ActivitySignal | null {
  return signalNames.find((each) => each === name) ?? null;
}

/** Minutes of the slots in which traffic is looked at for a schedule; as long as from one sample to the next. */
export const slotMinutes = 5;
/** Slots of two weeks. */
export const slotCount = (14 * 24 * 60) / slotMinutes;

/** The number of the slot that a moment falls into, counted from 1970. */
export function slotOf(at: Date): number {
  return Math.floor(at.getTime() / (slotMinutes * 60_000));
}

/** Bytes that hold a bit for each day of a year. */
export const yearBytes = 46;

/** Which day of its year a moment falls on, from 0, and that year, in UTC. */
export function dayOfYear(at: Date): { year: number; day: number } {
  const year = at.getUTCFullYear();
  return { year, day: Math.floor((at.getTime() - Date.UTC(year, 0, 1)) / dayMs) };
}

/** Whether the bit of a day is set. Days count from 0; the first bit of a byte is its lowest. */
export function hasDay(bits: Uint8Array | null, day: number): boolean {
  return ((bits?.[day >> 3] ?? 0) & (1 << (day & 7))) !== 0;
}

/** The period that traffic keeps, in words: "every 5 minutes", "every hour", "every 2 hours", "every day". */
export function periodText(minutes: number): string {
  if (minutes < 60) return `every ${minutes} minutes`;
  const hours = minutes / 60;
  if (hours === 1) return 'every hour';
  return hours === 24 ? 'every day' : `every ${hours} hours`;
}
