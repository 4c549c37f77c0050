/**
 * Days as people count them, for pages and mails alike. Two moments are as many days apart as midnights lie between
 * them, so "tomorrow" is the next day of the calendar however few hours away, and what was asked for 30 days ends "in 30
 * days" for the rest of that day. Both moments are read with the clock as it stands now: a change to summer time in
 * between adds no day.
 *
 * Safe in the browser, where days begin at the reader's midnight; a server counts them in its own time zone.
 */

export const dayMs = 86_400_000;

const minuteMs = 60_000;

/** Below this, hours say more than "tomorrow" or "yesterday". */
const countedInHours = 12;

/** Past this, months say more than a number of days. What lies ahead stays in days, as stays are asked for. */
const mostDaysBack = 60;
const mostDaysAhead = 366;

const [daysPerMonth, daysPerYear] = [30.44, 365.25];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const ofTheCalendar = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** So many days after a moment; before it where they are negative. A day has 24 hours here. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs);
}

/** How many days are left until a moment, a day that has begun counted whole; 0 or fewer once it has passed. A day has 24 hours here. */
export function daysUntil(at: Date, now: Date): number {
  return Math.ceil((at.getTime() - now.getTime()) / dayMs);
}

/** How many midnights lie between two moments in milliseconds; negative when `at` is in the past. */
export function daysBetween(now: number, at: number): number {
  const offsetMs = new Date(now).getTimezoneOffset() * minuteMs;
  return Math.floor((at - offsetMs) / dayMs) - Math.floor((now - offsetMs) / dayMs);
}

/** "3 hr. ago", "tomorrow", "in 30 days", "just now": how far `at` lies from `now`, both in milliseconds. */
export function relativeText(at: number, now: number): string {
  const distance = at - now;
  const minutes = Math.round(Math.abs(distance) / minuteMs);
  if (Math.abs(distance) < minuteMs) return distance <= 0 ? 'just now' : 'in a moment';
  const ahead = Math.sign(distance);
  if (minutes < 60) return relative.format(ahead * minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < countedInHours) return relative.format(ahead * hours, 'hour');
  return inDays(daysBetween(now, at));
}

function inDays(days: number): string {
  const most = days < 0 ? mostDaysBack : mostDaysAhead;
  if (Math.abs(days) <= most) return relative.format(days, 'day');
  if (Math.abs(days) < daysPerYear) return relative.format(Math.trunc(days / daysPerMonth), 'month');
  return relative.format(Math.trunc(days / daysPerYear), 'year');
}

/** "30 Dec 2026": a day without an hour, the same in every time zone. */
export function dayText(on: Date): string {
  return ofTheCalendar.format(on);
}

/** "30 Dec 2026, 14:05 UTC": a moment, for those who read it elsewhere and later. */
export function momentText(at: Date): string {
  const [, clock] = at.toISOString().split('T');
  return `${dayText(at)}, ${clock?.slice(0, 5)} UTC`;
}
