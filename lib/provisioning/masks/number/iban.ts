import { z } from 'zod';
import { defineMask } from '../mask';
import { reformatted, withDigits } from '../sql/character-format';
import { onlyDigits } from '../sql/check-digit';
import { hexOf, valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fitsText, whenFilled } from '../sql/text-value';

/** A=10 to Z=35, digits as they are: the number that ISO 13616 takes modulo 97. */
function lettersAsNumbers(text: string, alias: () => string): string {
  const [value, at] = [alias(), alias()];
  const character = `(substr(w, ${at}, 1) COLLATE "C")`;
  return `(SELECT string_agg(CASE WHEN ${character} BETWEEN '0' AND '9' THEN ${character}
                                  ELSE (ascii(${character}) - 55)::text END, '' ORDER BY ${at})
             FROM (SELECT ${text} AS w OFFSET 0) ${value}, generate_series(1, length(w)) AS ${at})`;
}

/**
 * An IBAN of the same country and length with check digits that fit (ISO 13616-1). The bank's code begins with 0000
 * unless the column is unique, where digits are permuted, letters stay, and the result might be an account that
 * exists. Blanks between groups of four stay if there were any.
 */
export const iban = defineMask({
  name: 'iban',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'country, length, grouping; which were equal',
  loses: 'bank and account; in unique columns the result may be an account that exists',
  keepsNull: true,
  supports: (column) => fitsText(column, 15),
  injective: () => true,
  expression(column, _parameters, context) {
    const compact = `regexp_replace(upper(${asText(column)}), '[^A-Z0-9]', '', 'g')`;
    const country = `left(${compact}, 2)`;
    const account = `substr(${compact}, 5)`;
    const replaced = column.unique
      ? withDigits(
          account,
          permutedDigits(`iban:${column.tie}`, onlyDigits(account), context.alias),
          context.alias,
        )
      : reformatted(
          account,
          hexOf(valueDigest(column, 'iban'), 60),
          { keepFirst: '0', zeroes: 4, keepLetters: false },
          context.alias,
        );
    const number = lettersAsNumbers(`b || c || '00'`, context.alias);
    const made = `(SELECT c || lpad((98 - ${number}::numeric % 97)::int4::text, 2, '0') || b
        FROM (SELECT ${country} AS c, coalesce(${replaced}, '') AS b OFFSET 0) ${context.alias()})`;
    const grouped = `CASE WHEN strpos(${asText(column)}, ' ') > 0
        THEN rtrim(regexp_replace(${made}, '(.{4})', '\\1 ', 'g')) ELSE ${made} END`;
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, grouped)} END`,
    );
  },
});
