import { describe, expect, test } from 'vitest';
import { slotCount, slotMinutes } from './activity';
import { findPeriod } from './find-period';

const now = 5_000_000;
const first = now - slotCount + 1;
const perHour = 60 / slotMinutes;
const perDay = 24 * perHour;

/** Numbers from a seed, so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const every = (period: number, phase = 0): number[] => {
  const slots = [];
  for (let slot = first; slot <= now; slot += 1) if (slot % period === phase) slots.push(slot);
  return slots;
};

/** Slots in which people work: between nine and five, on days that `isOn` names, with gaps. */
function people(seed: number, { share, isOn }: { share: number; isOn: (day: number) => boolean }): number[] {
  const random = randomFrom(seed);
  const slots = [];
  for (let slot = first; slot <= now; slot += 1) {
    const hour = (slot % perDay) / perHour;
    if (hour >= 9 && hour < 17 && isOn(Math.floor(slot / perDay) % 7) && random() < share) slots.push(slot);
  }
  return slots;
}

const weekdays = (day: number) => day > 1;

describe('a schedule is found', () => {
  test.each([5, 10, 15, 20, 30, 60, 120, 360, 720, 1440])('every %i minutes', (minutes) => {
    expect(findPeriod(every(minutes / slotMinutes), now)).toBe(minutes);
  });

  test('hourly, begun a slot early or late each time', () => {
    const random = randomFrom(7);
    const slots = every(perHour, 4).map((slot) => slot + Math.floor(random() * 3) - 1);
    expect(findPeriod(slots, now)).toBe(60);
  });

  test('nightly with a day missed', () => {
    expect(findPeriod(every(perDay, 24).toSpliced(5, 1), now)).toBe(1440);
  });

  test('at two times of each day', () => {
    expect(findPeriod([...every(perDay, 24), ...every(perDay, 100)], now)).toBe(1440);
  });

  test('hourly with one call by hand in two weeks, which is less than a twentieth', () => {
    expect(findPeriod([...every(perHour), first + 7], now)).toBe(60);
  });
});

describe('no schedule is found', () => {
  test('in nothing, and in what began three days ago', () => {
    expect(findPeriod([], now)).toBeNull();
    expect(
      findPeriod(
        every(perHour).filter((slot) => slot > now - 3 * perDay),
        now,
      ),
    ).toBeNull();
  });

  test('in the work of people, on weekdays or on every day, in 50 drawings each', () => {
    for (let seed = 1; seed <= 50; seed += 1)
      for (const share of [0.05, 0.3, 0.9, 1])
        for (const isOn of [weekdays, () => true])
          expect([seed, share, findPeriod(people(seed, { share, isOn }), now)]).toEqual([seed, share, null]);
  });

  test('in an hourly program beside people who work on two afternoons', () => {
    const some = people(3, { share: 1, isOn: (day) => day === 2 }).slice(0, 60);
    expect(findPeriod([...new Set([...every(perHour), ...some])], now)).toBeNull();
  });
});
