import { describe, expect, test } from 'vitest';
import { KnownError } from '../../errors';
import { masks } from '../../provisioning';
import { describeMask } from './describe-mask';
import { maskParameters, weakestStrength } from './mask';
import { readMask } from './read-mask';

const words = masks.map(describeMask);

/** Where a mask was refused. */
function refusedAt(given: { name: string; [parameter: string]: unknown }): string[] {
  try {
    readMask(given);
  } catch (error) {
    if (error instanceof KnownError) return Object.keys(error.fields);
  }
  return [];
}

describe('a form for masks', () => {
  test.each(words)('$name can be filled in: each choice offered is one that the mask takes', (mask) => {
    expect(mask.keeps && mask.loses).toBeTruthy();
    for (const parameter of mask.parameters) {
      expect(parameter.kind === 'choice').toBe(parameter.options.length > 0);
      if (parameter.isRequired) continue;
      for (const option of parameter.options)
        expect(readMask({ name: mask.name, [parameter.name]: option })).toMatchObject({
          [parameter.name]: option,
        });
    }
  });

  test('texts become what the parameters are, and blanks are left out', () => {
    expect(readMask({ name: 'date_shift', days: '30', subject: '' })).toEqual({
      name: 'date_shift',
      days: 30,
    });
    expect(readMask({ name: 'constant', value: '0', fillNull: 'true' })).toEqual({
      name: 'constant',
      value: '0',
      fillNull: true,
    });
    expect(readMask({ name: 'constant', value: '', fillNull: '' })).toEqual({ name: 'constant', value: '' });
    expect(readMask({ name: 'array', element: '{"name":"mail"}' })).toEqual({
      name: 'array',
      element: { name: 'mail' },
    });
  });

  test('what a mask does not take is refused at its field', () => {
    expect(refusedAt({ name: 'rot13' })).toEqual(['mask']);
    expect(refusedAt({ name: 'date_shift', days: 'soon' })).toEqual(['mask.days']);
    expect(refusedAt({ name: 'date_shift', days: '99999' })).toEqual(['mask.days']);
    expect(refusedAt({ name: 'array', element: '{' })).toEqual(['mask.element']);
    expect(refusedAt({ name: 'constant' })).toEqual(['mask.value']);
    expect(refusedAt({ name: 'mail', days: '3' })).toEqual(['mask']);
  });
});

test('a mask is as weak as the weakest that it holds', () => {
  const json = {
    name: 'json',
    shape: { keys: { a: { mask: { name: 'mail' } }, b: { mask: { name: 'keep' } } } },
  };
  expect(weakestStrength({ name: 'mail' }, words)).toBe('strong');
  expect(weakestStrength({ name: 'array', element: { name: 'mail' } }, words)).toBe('fair');
  expect(weakestStrength({ name: 'array', element: { name: 'bucket' } }, words)).toBe('weak');
  expect(weakestStrength(json, words)).toBe('none');
  expect(weakestStrength({ name: 'not there' }, words)).toBe('none');
});

test('masks inside of masks are told by where they apply', () => {
  const shape = {
    keys: {
      mail: { mask: { name: 'mail' }, type: 'text' },
      tags: { items: { mask: { name: 'free_text', mode: 'redact' } } },
      address: { keys: { city: { mask: { name: 'city' } } } },
    },
  };
  expect(maskParameters({ name: 'json', shape })).toBe(
    'mail: mail, tags[]: free text (mode redact), address.city: city',
  );
  expect(maskParameters({ name: 'array', element: { name: 'mail' } })).toBe('each: mail');
  expect(maskParameters({ name: 'date_shift', days: 30 })).toBe('days 30');
});

test('keys that are data are told by a star, and never by themselves', () => {
  const others = { key: { mask: { name: 'pseudonym' } }, value: { mask: { name: 'keep' }, type: 'number' } };
  expect(maskParameters({ name: 'json', shape: { keys: { votes: { keys: {}, others } } } })).toBe(
    'the keys votes.*: pseudonym, votes.*: keep',
  );
  expect(
    maskParameters({ name: 'hstore', keys: { value: { name: 'mail' }, key: { name: 'mail' } }, others }),
  ).toBe('value: mail, key: mail, the keys *: pseudonym, *: keep');
});
