import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { withDigits } from '../sql/character-format';
import { onlyDigits } from '../sql/check-digit';
import { digitsOf, valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fitsText, whenFilled } from '../sql/text-value';
import { withoutWords } from '../sql/without-words';

/** ISO 13616-1: 34 characters, of which country and check digits take four. What is longer is no IBAN. */
const longestAccount = 30;

/** Letters that follow anything but a country and two check digits, or more of them than a bank's code has. */
const noAccount = '^(?! *[A-Za-z] *[A-Za-z] *[0-9] *[0-9]).*[[:alpha:]]|(?:[[:alpha:]].*){11}';

/** A=10 to Z=35, digits as they are: the number that ISO 13616 takes modulo 97. */
function lettersAsNumbers(text: string, alias: () => string): string {
  const [value, at] = [alias(), alias()];
  const character = `(substr(w, ${at}, 1) COLLATE "C")`;
  return `(SELECT string_agg(CASE WHEN ${character} BETWEEN '0' AND '9' THEN ${character}
                                  ELSE (ascii(${character}) - 55)::text END, '' ORDER BY ${at})
             FROM (SELECT ${text} AS w OFFSET 0) ${value}, generate_series(1, length(w)) AS ${at})`;
}

/** A letter at the front of an account is a bank's code: it becomes X, which ISO 13616 reads as 33. */
function replacedAccount(
  column: MaskColumn,
  account: string,
  context: MaskContext,
): { text: string; number: string } {
  const [inner, outer] = [context.alias(), context.alias()];
  const lead = `length(a) - length(ltrim(a, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))`;
  const drawn = (count: number) => digitsOf(valueDigest(column, 'iban'), count);
  const enough = `CASE WHEN length(a) <= ${longestAccount} THEN ${drawn(longestAccount)} ELSE ${drawn(60)} END`;
  const digits = `left('0000' || ${enough}, length(a) - l)`;
  const from = `(SELECT l, ${digits} AS d FROM (SELECT a, ${lead} AS l FROM (SELECT ${account} AS a OFFSET 0) ${inner} OFFSET 0) ${outer})`;
  return {
    text: `(SELECT repeat('X', l) || d FROM ${from} ${context.alias()})`,
    number: `replace(b, 'X', '33')`,
  };
}

function permutedAccount(
  column: MaskColumn,
  account: string,
  context: MaskContext,
): { text: string; number: string } {
  const digits = permutedDigits(`iban:${column.tie}`, onlyDigits(account), context.alias);
  return { text: withDigits(account, digits, context.alias), number: lettersAsNumbers('b', context.alias) };
}

/**
 * An IBAN of the same country and length with check digits that fit (ISO 13616-1). The bank's code becomes X or begins
 * with 0000, letters further on become digits; in a unique column digits are permuted instead, letters stay, and the
 * result might be an account that exists, and what does not begin as an account does gives way as a whole. Blanks between
 * groups of four stay if there were any.
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
    const joined = `upper(replace(${asText(column)}, ' ', ''))`;
    const compact = `CASE WHEN ltrim(${joined}, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '' THEN ${joined}
        ELSE regexp_replace(upper(${asText(column)}), '[^A-Z0-9]', '', 'g') END`;
    const account = column.unique
      ? permutedAccount(column, 'r', context)
      : replacedAccount(column, 'r', context);
    const country = `coalesce(ascii(c) - 55, 0)::text || coalesce(ascii(right(c, 1)) - 55, 0)::text`;
    const made = `(SELECT c || lpad((98 - (${account.number} || ${country} || '00')::numeric % 97)::int4::text, 2, '0') || b
        FROM (SELECT c, coalesce(${account.text}, '') AS b
                FROM (SELECT left(i, 2) AS c, substr(i, 5) AS r
                        FROM (SELECT ${compact} AS i OFFSET 0) ${context.alias()} OFFSET 0) ${context.alias()} OFFSET 0) ${context.alias()}
       WHERE length(c) = 2 AND ltrim(c, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '')`;
    const grouped = `CASE WHEN strpos(${asText(column)}, ' ') > 0
        THEN rtrim(regexp_replace(m, '(.{4})', '\\1 ', 'g')) ELSE m END`;
    // What begins with no country is no IBAN; it leaves as zeros of its length rather than as itself, and zeros as nines.
    // So does what is so short that only its check digits could differ.
    const whole = `(SELECT coalesce(nullif(${grouped}, upper(${asText(column)})), nullif(repeat('0', length(${asText(column)})), ${asText(column)}), repeat('9', length(${asText(column)}))) FROM (SELECT ${made} AS m OFFSET 0) ${context.alias()})`;
    const masked = column.unique ? withoutWords(column, 'iban', whole, context.alias, noAccount) : whole;
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, masked)} END`,
    );
  },
});
