import { z } from 'zod';
import { defineMask } from '../mask';
import { reformatted, withDigits } from '../sql/character-format';
import { onlyDigits } from '../sql/check-digit';
import { digitsOf, hexOf, valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fitsText, roomOf, whenFilled } from '../sql/text-value';

/** ITU-T E.164 country codes of one digit, then those of two; all others have three. */
const countryCode = '^(?:\\+|00)(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})';

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
    const code = (from: string) => `substring(${from} FROM '${countryCode}')`;
    if (!column.unique) {
      const masked = reformatted(
        text,
        hexOf(valueDigest(column, 'phone'), 60),
        { keepFirst: `coalesce(length(${code('t')}), 0)`, zeroes: 2, keepLetters: false },
        context.alias,
      );
      return asColumn(column, whenFilled(column, masked));
    }
    const head = `coalesce(${code(text)}, '')`;
    const rest = `substr(${text}, length(${head}) + 1)`;
    const digits = permutedDigits(`phone:${column.tie}`, onlyDigits(rest), context.alias);
    const permuted = `${head} || coalesce(${withDigits(rest, digits, context.alias)}, '')`;
    // Words in a field for numbers may be a name; such a value gives way to digits of its digest as a whole.
    const wordy = `left('00' || ${digitsOf(valueDigest(column, 'phone'))}, ${Math.min(24, roomOf(column))})`;
    const made = `CASE WHEN ${text} ~ '[[:alpha:]]' THEN ${wordy} ELSE ${permuted} END`;
    return asColumn(column, whenFilled(column, made));
  },
});
