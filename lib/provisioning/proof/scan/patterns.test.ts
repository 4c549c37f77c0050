import { describe, expect, it } from 'vitest';
import { accountsIn, cardsIn } from './numbers-in';
import { hasCards, holdsMail, isBeyondChance } from './patterns';

describe('patterns of people’s data', () => {
  it('know a mail address that could arrive from one that cannot', () => {
    for (const text of ['ask anna.muster@firma.de', 'a@b.co', 'x@example.test and jürgen@müller.de'])
      expect(holdsMail(text), text).toBe(true);
    for (const text of [
      'u1f@example.test',
      'a@mail.example.com',
      'no mail',
      'a @ b.c',
      'me@box.invalid',
      '@handle',
    ])
      expect(holdsMail(text), text).toBe(false);
  });

  it('count card numbers by their check digit', () => {
    const { plain, grouped, others } = cardsIn('paid with 4111 1111 1111 1111, order 4111111111111112');
    expect({ plain, grouped, others }).toEqual({
      plain: { alike: 1, valid: 0 },
      grouped: { alike: 1, valid: 1 },
      others: 0,
    });
    expect(cardsIn('part 9999999999999999 and 12-34').plain).toEqual({ alike: 0, valid: 0 });
  });

  it.each([
    '4111111111111111',
    'card 4111 1111 1111 1111 02/29',
    '4111-1111-1111-1111',
    '3782 822463 10005',
    '{"note": "371449635398431", "id": "34410693-7311-4996-99c7-164487b4296a"}',
    '34410693-7311-4996-99c7-164487b4296a 5555555555554444',
    '34410693-7311-4996-99c7-164487b4296a-4111111111111111',
    '5 4111 1111 1111 1111',
    '30569309025904, 6011111111111117, 3530111333300000',
  ])('find the card in %s', (text) => expect(hasCards(cardsIn(text))).toBe(true));

  it.each([
    '34410693-7311-4996-99c7-164487b4296a',
    '{34410693-7311-4996-99c7-164487b4296a,"x34410693-7311-4996-99c7-164487b4296a"}',
    '0.4111111111111111 and 4111111111111111.5',
    '+4111111111111111',
    'a4111111111111111 4111111111111111b',
    '12-34-56-78-90-12-34-56',
    '41111111111111111',
    '4111111111111111, 1234567890123456, 7234567890123456, 9934567890123457',
    '4111111111111111, a111111111111111, 4f1111111111c111',
  ])('find none in %s', (text) => expect(hasCards(cardsIn(text))).toBe(false));

  it('count bank accounts by their check digits, but not those of no bank, nor what is as long as none', () => {
    expect(accountsIn('DE89 3704 0044 0532 0130 00 or DE88370400440532013000')).toEqual({
      alike: 2,
      valid: 1,
    });
    expect(accountsIn('DE89 3704 0044 0532 0130 00 EUR 12 GB29NWBK60161331926819')).toEqual({
      alike: 2,
      valid: 2,
    });
    expect(accountsIn('GB64000012345678901234')).toEqual({ alike: 0, valid: 0 });
    expect(accountsIn('AB12CD34EF56AB12CD34EF56AB12CD34 ZZ89370400440532013000')).toEqual({
      alike: 0,
      valid: 0,
    });
  });

  it('do not take chance for a finding', () => {
    expect(isBeyondChance('card', { alike: 100, valid: 10 })).toBe(false);
    expect(isBeyondChance('card', { alike: 100, valid: 90 })).toBe(true);
    expect(isBeyondChance('iban', { alike: 0, valid: 0 })).toBe(false);
  });

  it('take a few fitting digests for chance where all values are new, and many for a finding', () => {
    expect(isBeyondChance('card', { alike: 6, valid: 2 })).toBe(true);
    expect(isBeyondChance('card', { alike: 6, valid: 2 }, true)).toBe(false);
    expect(isBeyondChance('card', { alike: 1, valid: 1 }, true)).toBe(false);
    expect(isBeyondChance('card', { alike: 8, valid: 8 }, true)).toBe(true);
    expect(isBeyondChance('card', { alike: 5_000, valid: 500 }, true)).toBe(false);
    expect(isBeyondChance('card', { alike: 5_000, valid: 700 }, true)).toBe(true);
    expect(isBeyondChance('iban', { alike: 4, valid: 4 }, true)).toBe(true);
  });
});
