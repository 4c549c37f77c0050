import { expect, it } from 'vitest';
import type { Expectation } from '../../../certificate-format/certificate';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { masks } from '../../masks/registry';
import { outcomeOf } from './expectation';
import { maskPromises, promisesOf } from './mask-promises';

/** What may be expected under each mask, and under the parameters that change it. */
const expected: [MaskSpec, Expectation][] = [
  [{ name: 'keep' }, 'kept'],
  [{ name: 'null' }, 'empty'],
  ...['mail', 'token', 'free_text', 'url_host', 'file_name'].map((name): [MaskSpec, Expectation] => [
    { name },
    'absent',
  ]),
  ...[
    'pseudonym',
    'person_name',
    'phone',
    'postal_address',
    'company',
    'ip',
    'card',
    'iban',
    'date_shift',
  ].map((name): [MaskSpec, Expectation] => [{ name }, 'changed']),
  ...[
    'constant',
    'city',
    'digits',
    'year_only',
    'age_band',
    'numeric_noise',
    'bucket',
    'json',
    'array',
    'fields',
    'range',
    'hstore',
    'neutralise',
  ].map((name): [MaskSpec, Expectation] => [{ name }, 'reported']),
  [{ name: 'person_name', part: 'full' }, 'changed'],
  [{ name: 'person_name', part: 'family_first' }, 'changed'],
  [{ name: 'person_name', part: 'given' }, 'reported'],
  [{ name: 'person_name', part: 'initial' }, 'reported'],
  [{ name: 'free_text', mode: 'replace' }, 'absent'],
  [{ name: 'free_text', mode: 'redact' }, 'reported'],
  [{ name: 'a mask of a later version' }, 'reported'],
  [{ name: 'constructor' }, 'reported'],
];

it.each(expected)('of values under %j may be expected: %s', (mask, expectation) => {
  expect(outcomeOf(mask).is).toBe(expectation);
});

it('what is only reported has a reason, in a sentence', () => {
  const specs = [...expected.map(([mask]) => mask), ...masks.map(({ name }) => ({ name }))];
  const reasons = specs
    .map(outcomeOf)
    .flatMap((outcome) => (outcome.is === 'reported' ? outcome.because : []));
  expect(reasons.length).toBeGreaterThan(10);
  for (const reason of reasons) expect(reason.split(' ').length, reason).toBeGreaterThan(3);
});

it('the table has a row for each mask and for nothing else', () => {
  expect(Object.keys(maskPromises).sort()).toEqual(masks.map(({ name }) => name).sort());
  expect(promisesOf('toString')).toBeNull();
});
