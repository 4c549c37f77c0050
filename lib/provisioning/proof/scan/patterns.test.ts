import { describe, expect, it } from 'vitest';
import { countCards, countIbans, holdsMail, isBeyondChance } from './patterns';

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
    expect(countCards('paid with 4111 1111 1111 1111, order 4111111111111112')).toEqual({
      alike: 2,
      valid: 1,
    });
    expect(countCards('part 9999999999999999 and 12-34')).toEqual({ alike: 0, valid: 0 });
  });

  it('count bank accounts by their check digits, but not those of no bank', () => {
    expect(countIbans('DE89 3704 0044 0532 0130 00 or DE88370400440532013000')).toEqual({
      alike: 2,
      valid: 1,
    });
    expect(countIbans('GB64000012345678901234')).toEqual({ alike: 0, valid: 0 });
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
