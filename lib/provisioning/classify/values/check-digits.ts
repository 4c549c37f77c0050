/** Check digits of the numbers that people are known by. A pattern alone matches order numbers; these rarely do. */

const digitsOf = (text: string) => [...text].map(Number);

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** GS1 (EAN, GTIN): weights 3 and 1 from the right. Articles carry it, so numbers that all fit are nobody's. */
export function fitsGs1(digits: string): boolean {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** A card's number: a network's first digits, a length that it issues, and Luhn. */
export function isCard(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  return (
    /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|(?:50|5[6-9]|6\d)\d{10,17}|35\d{14})$/.test(
      digits,
    ) && passesLuhn(digits)
  );
}

/** ISO 13616-1: country, two check digits, 11 to 30 characters; the whole modulo 97 is 1. */
export function isIban(value: string): boolean {
  const compact = value.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const turned = `${compact.slice(4)}${compact.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(turned) % 97n === 1n;
}

const weighted = (digits: number[], weights: number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);

function cpf(text: string): boolean {
  const digits = digitsOf(text);
  const check = (length: number) => {
    const rest =
      weighted(
        digits,
        Array.from({ length }, (_, at) => length + 1 - at),
      ) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
}

function pesel(text: string): boolean {
  const digits = digitsOf(text);
  const month = Number(text.slice(2, 4)) % 20;
  const day = Number(text.slice(4, 6));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === digits[10];
}

function swedish(text: string): boolean {
  const digits = text.replace(/\D/g, '').slice(-10);
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6)) % 60;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && passesLuhn(digits);
}

function codiceFiscale(text: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const value = (character: string) =>
    /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
  const sum = [...text.slice(0, 15)].reduce(
    (total, character, at) => total + (at % 2 === 0 ? (odd[value(character)] ?? 0) : value(character)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26)) === text[15];
}

interface NationalId {
  country: string;
  form: RegExp;
  /** Normalised text (blanks, points, dashes and slashes gone, upper case) whose check digit fits. */
  fits: (text: string) => boolean;
}

const nationalIds: NationalId[] = [
  { country: 'BR', form: /^\d{11}$/, fits: cpf },
  { country: 'PL', form: /^\d{11}$/, fits: pesel },
  { country: 'SE', form: /^(?:19|20)?\d{10}$/, fits: swedish },
  { country: 'IT', form: /^[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]$/, fits: codiceFiscale },
  {
    country: 'ES',
    form: /^[XYZ\d]\d{7}[A-Z]$/,
    fits: (text) =>
      'TRWAGMYFPDXBNJZSQVHLCKE'[
        Number(text.slice(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2')) % 23
      ] === text[8],
  },
  {
    country: 'FR',
    form: /^[12378]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)\d{10}$/,
    fits: (text) => 97 - Number(BigInt(text.slice(0, 13)) % 97n) === Number(text.slice(13)),
  },
  {
    country: 'BE',
    form: /^\d{11}$/,
    fits: (text) =>
      [text.slice(0, 9), `2${text.slice(0, 9)}`].some(
        (body) => 97 - (Number(body) % 97) === Number(text.slice(9)),
      ) && Number(text.slice(2, 4)) <= 12,
  },
  {
    country: 'NL',
    form: /^\d{9}$/,
    fits: (text) => text !== '000000000' && weighted(digitsOf(text), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  },
  {
    country: 'GB',
    form: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/,
    fits: () => true,
  },
  {
    country: 'DE',
    form: /^[1-9]\d{10}$/,
    fits: (text) => {
      const end = digitsOf(text.slice(0, 10)).reduce((product, digit) => {
        const sum = (digit + product) % 10;
        return ((sum === 0 ? 10 : sum) * 2) % 11;
      }, 10);
      return (11 - end) % 10 === Number(text[10]);
    },
  },
  {
    country: 'TR',
    form: /^[1-9]\d{10}$/,
    fits: (text) => {
      const d = digitsOf(text);
      const tenth =
        (((weighted(d, [7, 0, 7, 0, 7, 0, 7, 0, 7]) - weighted(d, [0, 1, 0, 1, 0, 1, 0, 1])) % 10) + 10) % 10;
      return tenth === d[9] && d.slice(0, 10).reduce((a, b) => a + b, 0) % 10 === d[10];
    },
  },
];

/** The United States have no check digit, only a form and numbers never given out; dashes make it telling. */
const american = /^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;

/** The country whose scheme the value fits, or null. Schemes are tried in turn; the first match names the evidence. */
export function nationalIdOf(value: string): string | null {
  if (american.test(value)) return 'US';
  const text = value.replace(/[\s./-]/g, '').toUpperCase();
  return nationalIds.find((scheme) => scheme.form.test(text) && scheme.fits(text))?.country ?? null;
}
