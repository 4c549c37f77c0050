import { expect, test } from 'vitest';
import { decisionMs, decisionTimes, leastSamples } from './decision-time';

/** Turns at so many hours. */
const turns = (...given: [kind: string, hour: number][]) =>
  given.map(([kind, hour]) => ({ kind, at: new Date(hour * 3_600_000) }));
const hours = (ms: number | null) => (ms === null ? null : ms / 3_600_000);

test.each([
  ['a plain approval', turns(['submitted', 0], ['approved', 5]), 5],
  ['a refusal', turns(['submitted', 2], ['held', 3], ['declined', 5]), 3],
  ['time with the customer', turns(['submitted', 0], ['asked', 1], ['answered', 30], ['approved', 32]), 3],
  ['an amendment as an answer', turns(['submitted', 0], ['asked', 1], ['amended', 9], ['approved', 10]), 2],
  ['an amendment while the house has it', turns(['submitted', 0], ['amended', 4], ['approved', 6]), 6],
  [
    'two of the house, and two signatures',
    turns(['submitted', 0], ['sent_to_compliance', 2], ['signed', 5], ['signed', 7]),
    7,
  ],
  [
    'returned by compliance',
    turns(['submitted', 0], ['sent_to_compliance', 1], ['returned', 2], ['answered', 50], ['signed', 53]),
    5,
  ],
  ['withdrawn once it was approved', turns(['submitted', 0], ['approved', 4], ['withdrawn', 90]), 4],
  ['nobody decided', turns(['submitted', 0], ['withdrawn', 9]), null],
  ['it passed by itself', turns(['submitted', 0], ['passed_without_review', 0]), null],
] as const)('%s', (_name, given, expected) => {
  expect(hours(decisionMs(given))).toBe(expected);
});

test('too few decisions say nothing; from ten on the median and nine of ten are told', () => {
  const times = (count: number) => Array.from({ length: count }, (_, at) => count - at);
  expect(decisionTimes(times(leastSamples - 1))).toBeNull();
  expect(decisionTimes(times(leastSamples))).toEqual({ samples: 10, p50Ms: 5, p90Ms: 9 });
  expect(decisionTimes(times(50))).toEqual({ samples: 50, p50Ms: 25, p90Ms: 45 });
});
