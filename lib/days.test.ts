import { describe, expect, test } from 'vitest';
import { dayMs, daysBetween, dayText, momentText, relativeText } from './days';

const hour = 3_600_000;
const minute = 60_000;

/** A moment by the clock on this machine's wall, in whichever zone it stands. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();

describe('days are counted as people count', () => {
  test.each([
    ['right after asking for it', 30 * dayMs - 2_000, 'in 30 days'],
    ['a whole stay of a year', 365 * dayMs - 2_000, 'in 365 days'],
    ['one day', dayMs - 2_000, 'tomorrow'],
  ])('%s', (_when, ahead, text) => {
    const now = at(3, 12);
    expect(relativeText(now + ahead, now)).toBe(text);
  });

  test.each([
    [at(3, 8), at(3, 22), 'today'],
    [at(3, 8), at(4, 22), 'tomorrow'],
    [at(3, 23), at(4, 12), 'tomorrow'],
    [at(4, 22), at(3, 8), 'yesterday'],
    [at(3, 8), at(5, 0, 1), 'in 2 days'],
    [at(20, 8), at(3, 23), '17 days ago'],
    [at(3, 23, 30), at(4, 1), 'in 2 hr.'],
    [at(3, 12), at(3, 12) - 400 * dayMs, 'last yr.'],
    [at(3, 12), at(3, 12) - 100 * dayMs, '3 mo. ago'],
  ])('from %d, %d is “%s”', (now, then, text) => {
    expect(relativeText(then, now)).toBe(text);
  });

  test.each([
    [-5_000, 'just now'],
    [0, 'just now'],
    [5_000, 'in a moment'],
    [-3 * minute, '3 min. ago'],
    [59.6 * minute, 'in 1 hr.'],
    [3 * hour - 1_000, 'in 3 hr.'],
  ])('%d ms from now reads “%s”', (offset, text) => {
    expect(relativeText(at(3, 12) + offset, at(3, 12))).toBe(text);
  });

  test('thirty times 24 hours are thirty days at every hour of every day of the year', () => {
    const start = new Date(2026, 0, 1).getTime();
    for (let hours = 0; hours < 365 * 24; hours += 1)
      expect(daysBetween(start + hours * hour, start + hours * hour + 30 * dayMs)).toBe(30);
  });
});

test('a day and a moment read the same everywhere', () => {
  expect(dayText(new Date('2026-12-30T23:59:59Z'))).toBe('30 Dec 2026');
  expect(momentText(new Date('2026-12-30T23:05:59Z'))).toBe('30 Dec 2026, 23:05 UTC');
});
