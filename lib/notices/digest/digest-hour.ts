import { dayMs } from '../../days';
import { digestHour } from '../notice';

/**
 * The latest moment at or before `now` at which it was 08:00 in a zone. Pure. A change to or from summer time moves it by that
 * hour; no zone changes its time at eight in the morning.
 */
export function lastDigestHour(now: Date, zone: string): Date {
  const today = eightOf(now, zone);
  return today <= now ? today : eightOf(new Date(today.getTime() - dayMs), zone);
}

/** 08:00 on the day that it is in the zone at a moment. */
function eightOf(at: Date, zone: string): Date {
  const day = Math.floor(wallClock(at, zone) / dayMs) * dayMs;
  const wanted = day + digestHour * 3_600_000;
  const guess = wanted - (wallClock(new Date(wanted), zone) - wanted);
  return new Date(guess - (wallClock(new Date(guess), zone) - wanted));
}

/** What the clocks of the zone show, as if it were UTC. */
function wallClock(at: Date, zone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
