import { describe, expect, test } from 'vitest';
import type { DatabaseCounters } from '../../provisioning';
import { judgeSample, type Own, type Reading, type Remembered, remember } from './judge-sample';

const minuteMs = 60_000;
const now = new Date('2026-12-01T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);

const at = (values: Partial<DatabaseCounters> = {}): DatabaseCounters => ({
  sessions: 100,
  activeMs: 5_000,
  tuples: 2_000,
  since: null,
  ...values,
});
const before = (values: Partial<Reading> = {}): Reading => ({ ...at(), readAt: ago(5), ...values });

const judge = (counters: DatabaseCounters | null, own: readonly Own[] = [], earlier = before()) =>
  judgeSample({ before: earlier, knownUntil: ago(5), counters, own, now });
const unused = { isDeferred: false, signals: [], blindMs: 0 };

describe('use', () => {
  test('statements and rows of others count', () => {
    expect(judge(at({ sessions: 101, activeMs: 5_040 })).signals).toEqual(['queries']);
    expect(judge(at({ activeMs: 5_006, tuples: 2_001 })).signals).toEqual(['writes']);
    expect(judge(at({ activeMs: 5_090, tuples: 2_001 })).signals).toEqual(['queries', 'writes']);
  });

  test('rows that autovacuum writes while no statement is at work are none', () => {
    expect(judge(at({ tuples: 2_014 }))).toEqual(unused);
  });

  test('nothing that moved is no use', () => expect(judge(at())).toEqual(unused));

  test('a ping every thirty seconds is none, over one connection or over one each', () => {
    expect(judge(at({ activeMs: 5_000 + 5 }))).toEqual(unused);
    expect(judge(at({ sessions: 110, activeMs: 5_000 + 15 }))).toEqual(unused);
  });

  test('a ping every thirty seconds is none over a night without a sampler, and an hour of work in it is', () => {
    const night = before({ readAt: ago(600) });
    expect(judge(at({ activeMs: 5_000 + 600 }), [], night)).toEqual(unused);
    expect(judge(at({ activeMs: 5_000 + 20_000 }), [], night).signals).toEqual(['queries']);
  });
});

describe('our own sessions', () => {
  const own = (minutes: number, activeMs = 300): Own => ({
    begunAt: ago(minutes + 0.1),
    endedAt: ago(minutes),
    activeMs,
  });

  test('are taken off', () => {
    const moved = at({ sessions: 102, activeMs: 5_600 });
    expect(judge(moved, [own(3), own(1)])).toEqual(unused);
    expect(judge(moved, [own(3)]).signals).toEqual(['queries']);
  });

  test('wait for their figures: one that lasts or ended just now leaves the database for the next reading', () => {
    for (const unsettled of [own(0.1), { begunAt: ago(2), endedAt: null, activeMs: null }])
      expect(judge(at({ activeMs: 9_000 }), [unsettled])).toEqual({ ...unused, isDeferred: true });
  });

  test('that were killed make the time blind, since nobody knows what they did', () => {
    const killed = { begunAt: ago(61), endedAt: null, activeMs: null };
    expect(judge(at({ activeMs: 9_000 }), [killed])).toEqual({ ...unused, blindMs: 5 * minuteMs });
  });
});

describe('counters that begin anew', () => {
  const anew = { sessions: 0, activeMs: 0, tuples: 0 };

  test.each([
    ['after a crash', at(anew)],
    ['after a reset', at({ ...anew, since: ago(2) })],
    ['after a reset, past the figures before', at({ sessions: 200, activeMs: 5_000, since: ago(2) })],
  ])('%s, the time before is blind', (_when, counters) => {
    expect(judge(counters).blindMs).toBe(5 * minuteMs);
  });

  test('what they show since then counts', () => {
    expect(judge(at({ ...anew, sessions: 2, activeMs: 90 })).signals).toEqual(['queries']);
    expect(judge(at(anew)).signals).toEqual([]);
  });

  test('a database that was never read before shows nothing yet, and the time since it was known is blind', () => {
    const first = judgeSample({ before: null, knownUntil: ago(20), counters: at(), own: [], now });
    expect(first).toEqual({ ...unused, blindMs: 20 * minuteMs });
  });

  test('a cluster that cannot be read says nothing, and the next reading tells of the whole time', () => {
    expect(judge(null)).toEqual({ ...unused, isDeferred: true });
    const days = before({ readAt: ago(3 * 24 * 60) });
    expect(judge(at(), [], days)).toEqual(unused);
    expect(judge(at({ activeMs: 5_050, tuples: 2_500 }), [], days).signals).toEqual(['writes']);
  });
});

describe('what is remembered', () => {
  const past: Remembered = {
    lastSeenAt: ago(60),
    lastSignal: 'queries',
    lastBy: { calls: null, queries: ago(60), writes: null, acts: null },
    blindMs: 7,
    isScheduled: false,
  };

  test('moves forward only', () => {
    expect(remember(past, { calls: ago(90) }, 0)).toEqual({
      ...past,
      lastBy: { ...past.lastBy, calls: ago(90) },
    });
    const next = remember(past, { calls: ago(30), writes: now }, 0);
    expect(next).toMatchObject({ lastSeenAt: now, lastSignal: 'writes', blindMs: 0 });
  });

  test('blind time adds up until there is use', () => {
    expect(remember(past, {}, 5).blindMs).toBe(12);
    expect(remember(past, { acts: now }, 5).blindMs).toBe(0);
  });

  test('traffic on a schedule is noted and counts for nothing; what people do counts', () => {
    const scheduled = { ...past, isScheduled: true };
    const robot = remember(scheduled, { calls: now, queries: now, writes: now }, 0);
    expect(robot).toMatchObject({ lastSeenAt: ago(60), lastBy: { calls: now, queries: now, writes: now } });
    expect(remember(scheduled, { calls: now, acts: ago(1) }, 0).lastSeenAt).toEqual(ago(1));
  });
});
