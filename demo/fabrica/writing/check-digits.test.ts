import { describe, expect, it } from 'vitest';
import { cultures, makePerson } from '../people/person';
import { iban, remainder, withLuhn } from './check-digits';
import { createRandom } from './random';

describe('check digits', () => {
  it('agree with published examples', () => {
    expect(withLuhn('7992739871')).toBe('79927398713');
    expect(withLuhn('411111111111111')).toBe('4111111111111111');
    expect(iban('GB', 'WEST12345698765432')).toBe('GB82WEST12345698765432');
    expect(iban('DE', '370400440532013000')).toBe('DE89370400440532013000');
    expect(remainder('3704004405320130001314', 97)).toBe(Number(3704004405320130001314n % 97n));
  });

  it('of national identity numbers hold for every person of a country that has them', () => {
    const holds: Record<string, (id: string) => boolean> = {
      ES: (id) => 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(id.slice(0, 8)) % 23) === id.slice(8),
      FR: (id) => 97 - Number(BigInt(id.slice(0, 13)) % 97n) === Number(id.slice(13)),
      SE: (id) => withLuhn(id.replace('-', '').slice(2, 11)) === id.replace('-', '').slice(2),
    };
    for (const [country, isValid] of Object.entries(holds)) {
      const culture = cultures[country];
      if (!culture) throw new Error(`No culture for ${country}.`);
      const random = createRandom(country);
      for (let count = 0; count < 200; count++) {
        const person = makePerson(random, culture);
        const id = culture.nationalId(random, person.bornOn, person.female);
        expect(isValid(id), id).toBe(true);
      }
    }
  });
});
