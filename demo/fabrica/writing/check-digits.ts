/**
 * Numbers that carry their own check: what a classifier verifies before it believes that a column holds cards or
 * accounts. All arithmetic is on digits, so that no number is too long.
 */

/** The digits with their Luhn digit appended (ISO/IEC 7812-1, annex B): payment cards, Swedish personal numbers. */
export function withLuhn(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits + String((10 - (sum % 10)) % 10);
}

/** An IBAN (ISO 13616) of a country and its account part, with the two check digits of ISO 7064, mod 97-10. */
export function iban(country: string, account: string): string {
  const check = 98 - remainder(lettersToDigits(`${account}${country}00`), 97);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}

/** The remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % modulus;
  return rest;
}

/** The sum of each digit times the weight at its place. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

function lettersToDigits(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
}
