import type { Faker } from '@faker-js/faker';

/** Makers of numbers with check digits, computed here and not by what is tested. */

const sum = (digits: string, weights: number[]) =>
  weights.reduce((total, weight, at) => total + weight * Number(digits[at] ?? 0), 0);

function luhnDigit(body: string): number {
  const total = [...body].reverse().reduce((all, digit, at) => {
    const one = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (one > 9 ? one - 9 : one);
  }, 0);
  return (10 - (total % 10)) % 10;
}

function bornIn(f: Faker): { year: string; month: string; day: string } {
  const [year = '', month = '', day = ''] = f.date.birthdate().toISOString().slice(0, 10).split('-');
  return { year, month, day };
}

/** Numbers of people, by country. */
export function identityOf(f: Faker) {
  return {
    pesel: () => {
      const { year, month, day } = bornIn(f);
      const century = year < '2000' ? month : String(Number(month) + 20);
      const body = `${year.slice(2)}${century}${day}${f.string.numeric(4)}`;
      return `${body}${(10 - (sum(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10}`;
    },
    dni: () => {
      const body = f.string.numeric(8);
      return `${body}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(body) % 23] ?? ''}`;
    },
    nir: () => {
      const { year, month } = bornIn(f);
      const body = `${f.number.int({ min: 1, max: 2 })}${year.slice(2)}${month}${f.string.numeric(8)}`;
      return `${body}${String(97 - Number(BigInt(body) % 97n)).padStart(2, '0')}`;
    },
    ahv: () => {
      const body = `756${f.string.numeric(9)}`;
      const check = (10 - (sum(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10;
      return `${body}${check}`.replace(/^(\d{3})(\d{4})(\d{4})(\d\d)$/, '$1.$2.$3.$4');
    },
    cpf: () => {
      const body = f.string.numeric(9);
      const check = (digits: string) => {
        const rest =
          sum(
            digits,
            Array.from(digits, (_, at) => digits.length + 1 - at),
          ) % 11;
        return rest < 2 ? 0 : 11 - rest;
      };
      const first = check(body);
      return `${body}${first}${check(`${body}${first}`)}`.replace(
        /^(\d{3})(\d{3})(\d{3})(\d\d)$/,
        '$1.$2.$3-$4',
      );
    },
    bsn: () => {
      for (;;) {
        const body = f.string.numeric({ length: 8, allowLeadingZeros: false });
        const check = sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        if (check < 10) return `${body}${check}`;
      }
    },
    ssn: () =>
      `${f.number.int({ min: 100, max: 665 })}-${f.number.int({ min: 10, max: 99 })}-${f.number.int({ min: 1000, max: 9999 })}`,
    imei: () => {
      const body = `35${f.string.numeric(12)}`;
      return `${body}${luhnDigit(body)}`;
    },
    card: () => {
      const body = `4${f.string.numeric(14)}`;
      return `${body}${luhnDigit(body)}`;
    },
    iban: (countryCode: string) => () => f.finance.iban({ countryCode }),
  };
}
