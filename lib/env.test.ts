import { afterEach, expect, test } from 'vitest';
import { configure, env } from './env';
import { beatEveryMs, silentAfterMs } from './jobs/heartbeat';
import { leaseMs, renewEveryMs } from './operations/lease';
import { usualPace } from './testing/pace';

afterEach(() => configure(usualPace));

/** From the death of a worker to the next attempt of its work, at most, where a worker is free for it. */
function longestPauseMs(): number {
  const [sweep, pauses, poll, retry] = [beatEveryMs(), 5 * beatEveryMs(), 1_000, 5_000];
  return Math.max(silentAfterMs() + sweep + pauses + poll, leaseMs() + retry + poll);
}

test('where nothing is set, work resumes within 30 seconds of a death, after five renewals or beats were missed', () => {
  configure(usualPace);
  expect(longestPauseMs()).toBeLessThan(30_000);
  expect(leaseMs() / renewEveryMs()).toBe(5);
  expect(silentAfterMs() / beatEveryMs()).toBe(5);
});

test('the slowest pace that may be set still resumes work within a minute', () => {
  configure({
    LEASE_SECONDS: '45',
    LEASE_RENEWAL_SECONDS: '15',
    SILENCE_SECONDS: '30',
    HEARTBEAT_SECONDS: '4',
  });
  expect(longestPauseMs()).toBeLessThan(60_000);
});

test.each([
  [{ LEASE_SECONDS: '46' }, 'LEASE_SECONDS'],
  [{ LEASE_SECONDS: '1' }, 'LEASE_SECONDS'],
  [{ LEASE_SECONDS: 'soon' }, 'LEASE_SECONDS'],
  [{ LEASE_SECONDS: '8' }, 'LEASE_RENEWAL_SECONDS: must be at most a third of LEASE_SECONDS'],
  [{ LEASE_RENEWAL_SECONDS: '6' }, 'LEASE_RENEWAL_SECONDS: must be at most a third of LEASE_SECONDS'],
  [{ LEASE_RENEWAL_SECONDS: '0' }, 'LEASE_RENEWAL_SECONDS'],
  [{ SILENCE_SECONDS: '31' }, 'SILENCE_SECONDS'],
  [{ SILENCE_SECONDS: '5' }, 'HEARTBEAT_SECONDS: must be at most a third of SILENCE_SECONDS'],
  [{ HEARTBEAT_SECONDS: '5' }, 'HEARTBEAT_SECONDS'],
])('a pace that takes the living for dead, or lets work stand, is refused: %o', (set, sentence) => {
  configure(set);
  expect(() => env()).toThrow(sentence);
});
