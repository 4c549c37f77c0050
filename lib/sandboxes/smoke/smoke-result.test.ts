import { expect, test } from 'vitest';
import { type SmokeResult, smokeWords } from './smoke-result';

const result = { outcome: 'passed', step: null, listed: 4, read: 0, written: true, note: null } as const;

test.each<[Partial<SmokeResult>, string]>([
  [
    {},
    'Its smoke test passed: 4 kinds of records listed, none of which holds a record, a row written and taken back.',
  ],
  [
    { listed: 1, read: 1, written: false, note: 'Nothing was written.' },
    'Its smoke test passed: 1 kind of records listed, a record of 1 of them read. Nothing was written.',
  ],
  [{ outcome: 'failed', note: 'It took over 5 seconds.' }, 'Its smoke test failed. It took over 5 seconds.'],
  [{ outcome: 'skipped', note: null }, 'Its smoke test was left out.'],
])('a result is told in a sentence: %j', (change, words) => {
  expect(smokeWords({ ...result, ...change })).toBe(words);
});
