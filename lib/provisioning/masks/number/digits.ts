import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { reformatted, withDigits } from '../sql/character-format';
import { checkDigits, checkLength, checkSchemes, onlyDigits } from '../sql/check-digit';
import { valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fits, isText, whenFilled } from '../sql/text-value';

/** A prefix this short is a country or a region, and says no more than a class does. */
const regionPrefix = 2;

const parameters = z.strictObject({
  /** The scheme whose check characters end the value. */
  check: z.enum(checkSchemes).optional(),
  /** Characters at the beginning that stay, such as a country prefix. */
  keepFirst: z.number().int().min(0).max(12).default(0),
  letters: z.enum(['replace', 'keep']).default('replace'),
});
type Parameters = z.infer<typeof parameters>;

function plain(column: MaskColumn, text: string, given: Parameters, context: MaskContext): string {
  const options = { keepFirst: String(given.keepFirst), zeroes: 0, keepLetters: given.letters === 'keep' };
  return reformatted(text, valueDigest(column, 'digits'), options, context.alias);
}

/** What stands before the check characters is replaced, and they are written anew so that they fit it. */
function replaced(column: MaskColumn, text: string, given: Parameters, context: MaskContext): string {
  if (!given.check) return plain(column, text, given, context);
  const cut = given.check === 'dni' ? 1 : checkLength[given.check];
  const body = `left(${text}, greatest(length(${text}) - ${cut}, 0))`;
  return `(SELECT s || ${checkDigits(given.check, onlyDigits('s'), context.alias)}
             FROM (SELECT ${plain(column, body, given, context)} AS s OFFSET 0) ${context.alias()})`;
}

function distinct(column: MaskColumn, text: string, given: Parameters, context: MaskContext): string {
  const head = given.keepFirst === 0 ? `''` : `left(${text}, ${given.keepFirst})`;
  const rest = given.keepFirst === 0 ? text : `substr(${text}, ${given.keepFirst + 1})`;
  const scheme = given.check;
  const cut = scheme ? (scheme === 'dni' ? 1 : checkLength[scheme]) : 0;
  const body = cut === 0 ? rest : `left(${rest}, greatest(length(${rest}) - ${cut}, 0))`;
  const moved = permutedDigits(`digits:${column.tie}`, onlyDigits(body), context.alias);
  const masked = `${head} || coalesce(${withDigits(body, moved, context.alias)}, '')`;
  if (!scheme) return masked;
  return `(SELECT s || ${checkDigits(scheme, onlyDigits('s'), context.alias)} FROM (SELECT ${masked} AS s OFFSET 0) ${context.alias()})`;
}

/**
 * Account, customer and identity numbers: as long, punctuated alike, with a check digit that fits where the field
 * demands one. In a unique column the digits are permuted, which needs values that differ in their digits and not
 * only in the check digit, and leaves letters as they are.
 */
export const digits = defineMask({
  name: 'digits',
  parameters,
  strength: 'fair',
  keeps: 'length, punctuation, the first characters where asked; letters in unique columns; which were equal',
  loses: 'the digits, and the letters unless kept',
  keepsNull: true,
  keepsValues: ({ keepFirst, letters }) => letters === 'keep' || keepFirst > regionPrefix,
  supports: (column) => fits(column, isText(column.type), 'text'),
  injective(_column, given) {
    return (
      given.letters === 'keep' ||
      'letters that are replaced cannot be kept unique; keep them or use a pseudonym'
    );
  },
  expression(column, given, context) {
    const text = asText(column);
    const masked = column.unique
      ? distinct(column, text, given, context)
      : replaced(column, text, given, context);
    return asColumn(column, whenFilled(column, masked));
  },
});
