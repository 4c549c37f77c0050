import { describe, expect, test } from 'vitest';
import { utcCalendar } from '../policies/calendar';
import { sandboxStates } from '../sandboxes/sandbox';
import { askedEnd } from './coming-end';
import { actsNotBefore, dueEnd, type EndingSandbox, owedWarnings, type Warning } from './due-end';
import { endOf, retiresAt } from './end';

const dayMs = 86_400_000;
/** A Wednesday at noon, so that a day before and after it are working days. */
const end = new Date('2026-12-09T12:00:00Z');
const at = (days: number) => new Date(end.getTime() + days * dayMs);

const sandbox = (parts: Partial<EndingSandbox> = {}): EndingSandbox => ({
  shape: 'seeded',
  state: 'ready',
  expiresAt: end,
  graceUntil: null,
  protectedUntil: null,
  endsSince: at(-30),
  endedAt: null,
  retireAfterDays: null,
  dropAfterDays: null,
  shutAt: null,
  calendar: utcCalendar,
  dormancy: null,
  warnings: [],
  ...parts,
});

const warned = (...days: number[]): Warning[] =>
  days.map((daysBefore) => ({
    rule: 'asked',
    endsAt: end,
    daysBefore,
    createdAt: at(-daysBefore),
    givenAt: at(-daysBefore),
  }));

describe('when a sandbox ends', () => {
  test.each([
    ['2026-12-11T15:30:00Z', '2026-12-11T15:30:00Z', 'a Friday'],
    ['2026-12-12T15:30:00Z', '2026-12-14T15:30:00Z', 'a Saturday'],
    ['2026-12-13T23:59:00Z', '2026-12-14T23:59:00Z', 'a Sunday'],
    ['2026-12-14T00:00:00Z', '2026-12-14T00:00:00Z', 'a Monday'],
  ])('%s acts at %s, since it is %s', (asked, acts) => {
    const expiresAt = new Date(asked);
    expect(endOf(sandbox({ expiresAt })).at).toEqual(new Date(acts));
    expect(endOf(sandbox({ expiresAt, shape: 'snapshot' })).at).toEqual(expiresAt);
  });

  test('protection moves the end of a blank and a seeded one, and never that of a copy of production', () => {
    const protectedUntil = at(20);
    expect(endOf(sandbox({ protectedUntil }))).toMatchObject({ at: at(20), rule: 'protected' });
    expect(endOf(sandbox({ protectedUntil: at(-1) }))).toMatchObject({ at: end, rule: 'asked' });
    expect(endOf(sandbox({ protectedUntil, shape: 'snapshot' }))).toMatchObject({ at: end, rule: 'asked' });
  });
});

describe('warnings', () => {
  test('each is due on its day, once', () => {
    const due = (days: number, given: number[]) => dueEnd(sandbox({ warnings: warned(...given) }), at(days));
    expect(due(-14.01, [])).toBeNull();
    expect(due(-14, [])).toEqual({ warn: 14 });
    expect(due(-10, [14])).toBeNull();
    expect(due(-7, [14])).toEqual({ warn: 7 });
    expect(due(-1, [14, 7])).toEqual({ warn: 1 });
    expect(due(-0.01, [14, 7, 1])).toBeNull();
    expect(due(0, [14, 7, 1])).toBe('suspend');
  });

  test('of several that were missed the last one alone is given, and the end waits a day from it', () => {
    const slept = sandbox({ warnings: warned(14) });
    expect(dueEnd(slept, at(60))).toEqual({ warn: 1 });
    const late = { rule: 'asked' as const, endsAt: end, daysBefore: 1, createdAt: at(60), givenAt: at(60) };
    const told = sandbox({ warnings: [...warned(14), late] });
    expect(dueEnd(told, at(60.9))).toBeNull();
    expect(dueEnd(told, at(61))).toBe('suspend');
  });

  test('one that nobody is known to have got holds the end up', () => {
    const [first, second, last] = warned(14, 7, 1);
    const unread = [first, second, { ...last, givenAt: null }].flatMap((each) => (each ? [each] : []));
    expect(dueEnd(sandbox({ warnings: unread as Warning[] }), at(30))).toBeNull();
    const waiting = sandbox({ warnings: unread as Warning[] });
    expect(actsNotBefore(waiting, askedEnd(waiting))).toBeNull();
  });

  test('those that would have been due before the end was known are not owed; one always is', () => {
    expect(owedWarnings(askedEnd(sandbox({ endsSince: at(-14) })))).toEqual([14, 7, 1]);
    expect(owedWarnings(askedEnd(sandbox({ endsSince: at(-10) })))).toEqual([7, 1]);
    expect(owedWarnings(askedEnd(sandbox({ endsSince: at(-0.5) })))).toEqual([0]);
    const short = sandbox({ endsSince: at(-0.001) });
    expect(dueEnd(short, at(-0.0005))).toEqual({ warn: 0 });
    const told = { ...short, warnings: warned(0).map((each) => ({ ...each, createdAt: at(-0.0005) })) };
    expect(dueEnd(told, at(0))).toBe('suspend');
  });

  test('an end that moved is warned of anew', () => {
    const moved = sandbox({ warnings: warned(14, 7, 1), expiresAt: at(7), endsSince: at(0) });
    expect(dueEnd(moved, at(0))).toEqual({ warn: 7 });
  });
});

describe('after the end', () => {
  const ended = sandbox({ state: 'suspended', endedAt: end, shutAt: end, warnings: warned(14, 7, 1) });

  test('it is retired after seven days, and dropped seven days after that', () => {
    expect(dueEnd(ended, at(6.9))).toBeNull();
    expect(dueEnd(ended, at(7))).toBe('retire');
    const retired: EndingSandbox = { ...ended, state: 'retired', shutAt: at(9) };
    expect(dueEnd(retired, at(15.9))).toBeNull();
    expect(dueEnd(retired, at(16))).toBe('drop');
  });

  test('nothing of that, once it has a later end', () => {
    expect(dueEnd({ ...ended, expiresAt: at(30) }, at(10))).toBeNull();
  });

  test('after a quarantine was lifted it has its seven days from then, as pages and refusals tell as well', () => {
    const lifted = { ...ended, shutAt: at(9) };
    expect(retiresAt(lifted)).toEqual(at(16));
    expect(dueEnd(lifted, at(15.9))).toBeNull();
    expect(dueEnd(lifted, at(16))).toBe('retire');
    expect(retiresAt({ endedAt: null, shutAt: at(9), retireAfterDays: null })).toBeNull();
  });

  test('a quarantine keeps it, and a person’s suspension is ended at its end like any other', () => {
    expect(dueEnd({ ...ended, state: 'quarantined', shutAt: at(1) }, at(400))).toBeNull();
    const suspended = sandbox({ state: 'suspended', shutAt: at(-3), warnings: warned(14, 7, 1) });
    expect(dueEnd(suspended, at(-0.1))).toBeNull();
    expect(dueEnd(suspended, at(0))).toBe('suspend');
  });

  test.each(['failed', 'cancelled'] as const)(
    'one that is %s is warned alike and dropped at its end',
    (state) => {
      const unbuilt = (...given: number[]) => sandbox({ state, warnings: warned(...given) });
      expect(dueEnd(unbuilt(), at(-14))).toEqual({ warn: 14 });
      expect(dueEnd(unbuilt(14), at(30))).toEqual({ warn: 1 });
      expect(dueEnd(unbuilt(14, 7, 1), at(-0.01))).toBeNull();
      expect(dueEnd(unbuilt(14, 7, 1), at(0))).toBe('drop');
    },
  );

  const acting = ['ready', 'suspended', 'retired', 'failed', 'cancelled'];
  test.each(sandboxStates.filter((state) => !acting.includes(state)))(
    'nothing is due with one that is %s',
    (state) => expect(dueEnd({ ...ended, state }, at(400))).toBeNull(),
  );
});
