import { daysAfter } from '../days';

/**
 * Working days as an organization counts them: not Saturday, not Sunday, and none of the days on which the house is closed. Days
 * begin at midnight of the organization's zone.
 *
 * Safe in the browser.
 */
export type Calendar = {
  /** A name of the IANA time zone database. */
  zone: string;
  /** Days as `2026-12-25`. */
  closedDays: ReadonlySet<string>;
};

export const utcCalendar: Calendar = { zone: 'UTC', closedDays: new Set() };

/** More days in a row than any house is closed. */
const mostClosed = 60;

/**
 * The same time on the next working day, a day of 24 hours at a time; the moment itself where it falls on one. What would have
 * acted on a day off is so spread over the next working day as it was before.
 */
export function workingDay(at: Date, calendar: Calendar): Date {
  for (let days = 0; days < mostClosed; days += 1) {
    const moved = daysAfter(at, days);
    if (isWorkingDay(moved, calendar)) return moved;
  }
  return daysAfter(at, mostClosed);
}

export function isWorkingDay(at: Date, { zone, closedDays }: Calendar): boolean {
  const day = dayIn(at, zone);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closedDays.has(day);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on which a moment falls in a zone, as `2026-12-25`. Throws RangeError for a zone that nobody knows. */
export function dayIn(at: Date, zone: string): string {
  if (zone === 'UTC') return at.toISOString().slice(0, 10);
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** Whether a name is that of a time zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
