import { remainder, weightedSum, withLuhn } from '../writing/check-digits';
import type { Random } from '../writing/random';

/**
 * National identity numbers in their countries' formats and, where the country has one, with a right check digit.
 * They are drawn at random; that one belongs to somebody is chance.
 */
export type NationalId = (random: Random, bornOn: string, female: boolean) => string;

const compact = (bornOn: string) => bornOn.replaceAll('-', '');

/** Spain: eight digits and the letter of their remainder by 23. */
export const spanishDni: NationalId = (random) => {
  const digits = random.pattern('%#######');
  return digits + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23);
};

/** France: sex, year, month, department, commune, order, and a key of two digits. */
export const frenchNir: NationalId = (random, bornOn, female) => {
  const body = `${female ? 2 : 1}${bornOn.slice(2, 4)}${bornOn.slice(5, 7)}${random.pick(['13', '33', '44', '69', '75'])}${random.pattern('0##0##')}`;
  return `${body}${String(97 - remainder(body, 97)).padStart(2, '0')}`;
};

/** Poland: birth date, series, sex in the tenth digit, weighted check digit. */
export const polishPesel: NationalId = (random, bornOn, female) => {
  const sex = random.int(0, 4) * 2 + (female ? 0 : 1);
  const body = `${compact(bornOn).slice(2)}${random.pattern('###')}${sex}`;
  return body + String((10 - (weightedSum(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
};

/** Sweden: birth date, serial number, Luhn digit over both. */
export const swedishPersonalNumber: NationalId = (random, bornOn, female) => {
  const serial = `${random.pattern('##')}${random.int(0, 4) * 2 + (female ? 0 : 1)}`;
  const checked = withLuhn(compact(bornOn).slice(2) + serial);
  return `${compact(bornOn)}-${checked.slice(-4)}`;
};

/** China: region, birth date, order, and a check character that may be X (GB 11643). */
export const chineseResidentId: NationalId = (random, bornOn, female) => {
  const region = random.pick(['110105', '310115', '440305', '330106', '510107']);
  const body = `${region}${compact(bornOn)}${random.pattern('##')}${random.int(0, 4) * 2 + (female ? 0 : 1)}`;
  const sum = weightedSum(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return body + '10X98765432'.charAt(sum % 11);
};

/** Brazil: nine digits and two check digits. */
export const brazilianCpf: NationalId = (random) => {
  const digit = (digits: string) => {
    const weights = Array.from(digits, (_, index) => digits.length + 1 - index);
    const rest = (weightedSum(digits, weights) * 10) % 11;
    return String(rest % 10);
  };
  const body = random.pattern('%########');
  const first = body + digit(body);
  const all = first + digit(first);
  return `${all.slice(0, 3)}.${all.slice(3, 6)}.${all.slice(6, 9)}-${all.slice(9)}`;
};

/** Turkey: eleven digits, the last two computed. */
export const turkishId: NationalId = (random) => {
  const body = random.pattern('%########');
  const odd = weightedSum(body, [7, 0, 7, 0, 7, 0, 7, 0, 7]);
  const even = weightedSum(body, [0, 1, 0, 1, 0, 1, 0, 1, 0]);
  const tenth = (odd - even + 100) % 10;
  const sum = weightedSum(body, [1, 1, 1, 1, 1, 1, 1, 1, 1]) + tenth;
  return `${body}${tenth}${sum % 10}`;
};

/** Japan: twelve digits of which the last is computed. */
export const japaneseMyNumber: NationalId = (random) => {
  const body = random.pattern('%##########');
  const rest = weightedSum(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return `${body}${rest <= 1 ? 0 : 11 - rest}`;
};

/** The United States: area, group, serial; there is no check digit. Area 9xx is never issued. */
export const usSocialSecurity: NationalId = (random) => random.pattern('9##-%#-%###');

/** The United Kingdom: a prefix that is never issued, six digits, a suffix. */
export const britishInsuranceNumber: NationalId = (random) =>
  random.pattern(`QQ ## ## ## ${random.pick(['A', 'B', 'C', 'D'])}`);

/** Germany: tax identification number, eleven digits with a check digit (ISO 7064, mod 11-10). */
export const germanTaxId: NationalId = (random) => {
  const body = random.pattern('%#########');
  let product = 10;
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return `${body}${(11 - product) % 10}`;
};

/** India: permanent account number of a person. */
export const indianPan: NationalId = (random) => random.pattern('???P?####?');

/** Korea: birth date, sex and century, serial, and a weighted check digit. */
export const koreanResidentNumber: NationalId = (random, bornOn, female) => {
  const century = bornOn.startsWith('19') ? (female ? 2 : 1) : female ? 4 : 3;
  const body = `${compact(bornOn).slice(2)}${century}${random.pattern('#####')}`;
  const rest = weightedSum(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
  return `${body.slice(0, 6)}-${body.slice(6)}${(11 - rest) % 10}`;
};

/** Where no format is at hand: passport-like, two letters and seven digits. */
export const passportNumber: NationalId = (random) => random.pattern('??%######');
