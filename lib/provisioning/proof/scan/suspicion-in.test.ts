import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountsIn, cardsIn } from './numbers-in';
import { holdsMail } from './patterns';
import { mayBe, suspicionIn } from './suspicion-in';

const suspicionOf = (text: string) => {
  const bytes = Buffer.from(`x${text}y`);
  return suspicionIn(bytes, 1, bytes.length - 1);
};

describe('a quick look at a text', () => {
  it.each([
    ['ask anna.muster@firma.de', mayBe.mail],
    ['{"mail": "u1@example.test.de"}', mayBe.mail],
    ['a@example.test, b@firma.de', mayBe.mail],
    ['4111 1111-1111 1111', mayBe.number],
    ['card 4111111111111111.', mayBe.number],
    ['DE89 3704 0044 0532 0130 00', mayBe.number],
    ['to NO9386011117947', mayBe.number],
    ['anna@firma.de pays from DE89370400440532013000', mayBe.mail | mayBe.number],
  ])('suspects %s', (text, expected) => expect(suspicionOf(text)).toBe(expected));

  it.each([
    '',
    'u1f@example.test',
    '{"mail": "u1f@example.test", "amount": 17}',
    '2024-01-02 10:11:12.123',
    '+49 30 123456',
    'AB12 is a code',
    'AB12 34',
    '1234  5678  9012  3456',
  ])('passes %s over', (text) => expect(suspicionOf(text)).toBe(0));

  it('passes nothing over in which a pattern finds something', () => {
    const piece = fc.constantFrom(
      ...['4111111111111111', '5500 0000 0000 0004', 'DE89370400440532013000', 'GB82 WEST 1234 5698 7654 32'],
      ...['anna@firma.de', '@example.test', '"', ' ', '-', '1', '12', '4', 'A', 'AB', 'x', 'é', '.', ', '],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const met = suspicionOf(text);
        const isNumber = [...cardsIn(text), ...accountsIn(text)].some(({ likeness }) => likeness === 'valid');
        if (isNumber) expect([text, met & mayBe.number]).toEqual([text, mayBe.number]);
        if (holdsMail(text)) expect([text, met & mayBe.mail]).toEqual([text, mayBe.mail]);
      }),
      { numRuns: 3_000 },
    );
  });
});
