import { describe, expect, test } from 'vitest';
import { usualDormancy } from '../../policies/policy';
import type { EndingSandbox } from '../due-end';
import { nextStageOf } from './stage';

/** Which stage a list names. Days count from a Monday. */
const start = Date.parse('2026-01-05T12:00:00Z');
const on = (day: number) => new Date(start + day * 86_400_000);

const sandbox = (parts: Partial<EndingSandbox> = {}): EndingSandbox => ({
  shape: 'seeded',
  state: 'ready',
  expiresAt: on(50),
  graceUntil: null,
  protectedUntil: null,
  endsSince: on(-30),
  endedAt: null,
  retireAfterDays: null,
  dropAfterDays: null,
  shutAt: null,
  calendar: { zone: 'UTC', closedDays: new Set() },
  dormancy: null,
  warnings: [],
  ...parts,
});

const dormancy = {
  values: usualDormancy,
  lastSeenAt: on(-60),
  idleSince: on(-60),
  readAt: on(0),
  savedAt: on(-100),
};

describe('the next stage', () => {
  test('is the end that was asked for, or the one for want of use where that comes first', () => {
    expect(nextStageOf(sandbox(), on(0))).toEqual({ act: 'suspend', at: on(50), rule: 'asked' });
    expect(nextStageOf(sandbox({ dormancy }), on(0))).toEqual({ act: 'suspend', at: on(30), rule: 'unused' });
    const soon = sandbox({ dormancy, expiresAt: on(10) });
    expect(nextStageOf(soon, on(0))).toEqual({ act: 'suspend', at: on(10), rule: 'asked' });
  });

  test('is what follows where it has ended, by the end that acted', () => {
    const ended = { state: 'suspended', endedAt: on(0), shutAt: on(0), expiresAt: on(0) } as const;
    expect(nextStageOf(sandbox(ended), on(1))).toEqual({ act: 'retire', at: on(7), rule: 'asked' });
    const unused = { ...ended, retireAfterDays: 30, dropAfterDays: 7 };
    expect(nextStageOf(sandbox(unused), on(1))).toEqual({ act: 'retire', at: on(30), rule: 'unused' });
    const retired = { ...unused, state: 'retired', shutAt: on(30) } as const;
    expect(nextStageOf(sandbox(retired), on(31))).toEqual({ act: 'drop', at: on(37), rule: 'unused' });
  });

  test('of what was not built is that it is dropped, and there is none while it is built, quarantined or gone', () => {
    expect(nextStageOf(sandbox({ state: 'failed' }), on(0))).toMatchObject({ act: 'drop', at: on(50) });
    for (const state of ['scheduled', 'building', 'quarantined', 'destroying', 'destroyed'] as const)
      expect(nextStageOf(sandbox({ state }), on(0))).toBeNull();
  });
});
