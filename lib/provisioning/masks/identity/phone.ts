import { z } from 'zod';
import { defineMask } from '../mask';
import { reformatted, withDigits } from '../sql/character-format';
import { onlyDigits } from '../sql/check-digit';
import { valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fitsText, whenFilled } from '../sql/text-value';
import { withoutWords } from '../sql/without-words';

/** ITU-T E.164 country codes of two digits; 1 and 7 are by themselves, and all others have three. */
const codesOfTwo = [
  20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60,
  61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
];

/** How many characters of a text the international prefix and the country's code take; 0 where there are none. */
function codeLength(text: string): string {
  const after = (prefix: number) => `CASE
      WHEN substr(${text}, ${prefix + 1}, 1) IN ('1', '7') THEN ${prefix + 1}
      WHEN substr(${text}, ${prefix + 1}, 2) IN (${codesOfTwo.map((code) => `'${code}'`).join(', ')}) THEN ${prefix + 2}
      WHEN substr(${text}, ${prefix + 1}, 1) NOT IN ('0', '1')
       AND translate(substr(${text}, ${prefix + 1}, 3), '123456789', '000000000') = '000' THEN ${prefix + 3} ELSE 0 END`;
  return `CASE WHEN left(${text}, 1) = '+' THEN ${after(1)} WHEN left(${text}, 2) = '00' THEN ${after(2)} ELSE 0 END`;
}

/**
 * Country code, length and punctuation stay; the national number begins with 00, which no network routes, so a
 * sandbox that sends messages reaches nobody. Letters are replaced too, since a field for numbers may hold a name. In a
 * unique column all digits after the country code are permuted
 * instead: unique by construction, but possibly somebody's number, so cut the wire as well.
 */
export const phone = defineMask({
  name: 'phone',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'country code, length and punctuation; which numbers were equal',
  loses: 'the number; in unique columns the result may be a number that exists',
  keepsNull: true,
  supports: (column) => fitsText(column, 4),
  injective: () => true,
  expression(column, _parameters, context) {
    const text = asText(column);
    if (!column.unique) {
      const masked = reformatted(
        text,
        valueDigest(column, 'phone'),
        { keepFirst: codeLength('t'), zeroes: 2, keepLetters: false },
        context.alias,
      );
      // A country's code by itself is all that stays, and then it does not stay either.
      const otherwise = `coalesce(nullif(${masked}, ${text}), translate(${text}, '123456789', '000000000'))`;
      return asColumn(column, whenFilled(column, otherwise));
    }
    const digits = permutedDigits(`phone:${column.tie}`, onlyDigits('r'), context.alias);
    const permuted = `(SELECT h || coalesce(${withDigits('r', digits, context.alias)}, '')
        FROM (SELECT left(t, k) AS h, substr(t, k + 1) AS r
                FROM (SELECT t, ${codeLength('t')} AS k
                        FROM (SELECT ${text} AS t OFFSET 0) ${context.alias()} OFFSET 0) ${context.alias()} OFFSET 0) ${context.alias()})`;
    return asColumn(column, whenFilled(column, withoutWords(column, 'phone', permuted, context.alias)));
  },
});
