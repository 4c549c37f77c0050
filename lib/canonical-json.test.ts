import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

/** The text that signatures, audit events and certificates were hashed by before a library wrote it. */
function writtenBefore(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => writtenBefore(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([key, item]) => `${JSON.stringify(key)}:${writtenBefore(item)}`);
  return `{${members.join(',')}}`;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Texts of every kind, those that plans are full of, and names that objects answer to by themselves. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'toJSON',
    'mask',
    '',
    '\u2028',
    '\ud800',
    '\udc00x',
    '10',
    '9',
  ),
);
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { document } = fc.letrec((tie) => ({
  document: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    fc.array(tie('document'), { maxLength: 6 }),
    fc.dictionary(text, fc.oneof({ weight: 9, arbitrary: tie('document') }, fc.constant(undefined)), {
      maxKeys: 8,
    }),
  ),
}));

describe('the canonical text', () => {
  it('of ten thousand documents has the hash that it had before', () => {
    fc.assert(
      fc.property(document, (value) => {
        expect(hashOf(canonicalJson(value))).toBe(hashOf(writtenBefore(value)));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is the same whatever order the keys came in, and reads back to the same document', () => {
    fc.assert(
      fc.property(document, (value) => {
        const written = canonicalJson(value);
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
      { numRuns: 1_000 },
    );
    expect(canonicalJson({ b: 1, a: { d: [1, 'x'], c: null } })).toBe('{"a":{"c":null,"d":[1,"x"]},"b":1}');
  });

  it.each([undefined, () => 1, Symbol('a'), 1n, Number.NaN, Number.POSITIVE_INFINITY, { inside: 1n }])(
    'refuses what JSON cannot say (%#)',
    (value) => {
      expect(() => canonicalJson(value)).toThrow();
    },
  );
});
