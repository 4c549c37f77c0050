import { expect, it } from 'vitest';
import { z } from 'zod';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { keepsSensitive, keepsValues } from './keeps-values';
import { masks } from './registry';

const mail: MaskSpec = { name: 'mail' };
const keep: MaskSpec = { name: 'keep' };
const document = (leaf: MaskSpec): MaskSpec => ({
  name: 'json',
  shape: { keys: { mail: { mask: mail }, orders: { items: { keys: { note: { mask: leaf } } } } } },
});
/** Every mask that holds masks, around one. */
const holders: [string, (inner: MaskSpec) => MaskSpec][] = [
  ['json', document],
  ['array', (element) => ({ name: 'array', element })],
  ['fields', (inner) => ({ name: 'fields', fields: { a: mail, b: inner } })],
  ['hstore', (inner) => ({ name: 'hstore', keys: { a: mail, b: inner } })],
  ['range', (bound) => ({ name: 'range', bound })],
];

it.each(holders)('a value that is kept inside %s is kept, at any depth', (_name, around) => {
  expect(keepsValues(around(keep))).toBe(true);
  expect(keepsValues(around({ name: 'array', element: document(keep) }))).toBe(true);
  expect(keepsValues(around({ name: 'free_text', mode: 'redact' }))).toBe(true);
  expect(keepsValues(around(mail))).toBe(false);
  expect(keepsValues(around({ name: 'array', element: document(mail) }))).toBe(false);
});

it('every mask whose parameters hold masks is among those that are looked into', () => {
  const holding = masks.filter(({ parameters }) =>
    JSON.stringify(z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' })).includes(
      '"required":["name"]',
    ),
  );
  expect(holding.map(({ name }) => name).sort()).toEqual(holders.map(([name]) => name).sort());
});

it.each<[MaskSpec, boolean]>([
  [keep, true],
  [{ name: 'free_text', mode: 'redact' }, true],
  [{ name: 'free_text' }, false],
  [{ name: 'digits' }, false],
  [{ name: 'digits', keepFirst: 1 }, false],
  [{ name: 'digits', keepFirst: 6 }, true],
  [{ name: 'digits', letters: 'keep' }, true],
  [{ name: 'bucket' }, false],
  [{ name: 'numeric_noise' }, false],
  [{ name: 'numeric_noise', percent: 1 }, true],
  [{ name: 'numeric_noise', percent: 1e-9 }, true],
  [{ name: 'null' }, false],
  [{ name: 'constant', value: 'keep' }, false],
])('%o keeps values: %s', (mask, kept) => expect(keepsValues(mask)).toBe(kept));

it('what cannot be judged counts as kept', () => {
  expect(keepsValues(undefined)).toBe(true);
  expect(keepsValues({ name: 'rot13' })).toBe(true);
  expect(keepsValues({ name: 'array' })).toBe(true);
  expect(keepsValues({ name: 'mail', colour: 'red' })).toBe(true);
});

const settings = (leaf: { mask: MaskSpec; class?: string }): MaskSpec => ({
  name: 'json',
  shape: { keys: { mail: { mask: mail, class: 'direct.mail' }, theme: leaf } },
});

it('a kept key inside a document is as sensitive as it says, and as its column where it says nothing', () => {
  expect(keepsSensitive(settings({ mask: keep, class: 'business.value' }), 'direct.mail')).toBe(false);
  expect(keepsSensitive(settings({ mask: keep, class: 'direct.phone' }), 'direct.mail')).toBe(true);
  expect(keepsSensitive(settings({ mask: keep, class: 'direct.phone' }), 'business.value')).toBe(true);
  expect(keepsSensitive(settings({ mask: keep }), 'direct.mail')).toBe(true);
  expect(keepsSensitive(settings({ mask: keep }), 'business.value')).toBe(false);
  expect(keepsSensitive({ name: 'array', element: settings({ mask: keep }) }, 'direct.mail')).toBe(true);
});

it.each([
  ['fields', 'fields'],
  ['hstore', 'keys'],
])('a kept part of %s is as sensitive as its class', (name, part) => {
  const around = (held: string) => ({
    name,
    [part]: { mail, floor: keep },
    classes: { mail: 'direct.mail', floor: held },
  });
  expect(keepsSensitive(around('business.value'), 'direct.mail')).toBe(false);
  expect(keepsSensitive(around('direct.phone'), 'direct.mail')).toBe(true);
  expect(keepsSensitive({ ...around('business.value'), classes: {} }, 'direct.mail')).toBe(true);
});

it('a document whose keys cannot be read keeps what its column holds', () => {
  const unreadable = settings({ mask: keep, class: 'harmless' });
  expect(keepsSensitive(unreadable, 'direct.mail')).toBe(true);
  expect(keepsSensitive({ name: 'rot13' }, 'direct.mail')).toBe(true);
  expect(keepsSensitive(undefined, 'direct.mail')).toBe(true);
});
