import { z } from 'zod';
import { defineMask } from '../mask';
import { reformatted, withDigits } from '../sql/character-format';
import { luhnDigit, onlyDigits } from '../sql/check-digit';
import { valueDigest } from '../sql/keyed';
import { permutedDigits } from '../sql/permutation';
import { asColumn, asText, fits, isText, roomOf, whenFilled } from '../sql/text-value';
import { withoutWords } from '../sql/without-words';

const parameters = z.strictObject({
  /** `broken`: no result passes Luhn, so none can be charged. `valid`: for a column whose CHECK demands Luhn. */
  luhn: z.enum(['broken', 'valid']).default('broken'),
});

/** ISO/IEC 7812-1: the fewest digits in use, those of Maestro. */
const shortestCard = 12;

/**
 * A card number that looks like one and is none: first digit, length and punctuation stay, and the check digit is
 * always wrong unless a constraint demands a right one. Asterisks and other masking characters stay as they were. What
 * holds letters is no card number and gives way as a whole in a unique column, elsewhere letter by letter.
 */
export const card = defineMask({
  name: 'card',
  parameters,
  strength: 'strong',
  keeps: 'the first digit (the network), length and punctuation; which numbers were equal',
  loses: 'issuer, account and a valid check digit',
  keepsNull: true,
  supports: (column) => fits(column, isText(column.type), 'text'),
  // Digits are permuted; what holds letters is drawn, and needs places enough to draw from.
  injective: (column) =>
    roomOf(column) >= shortestCard ||
    `to stay unique it needs ${shortestCard} characters and there is room for ${roomOf(column)}`,
  expression(column, { luhn }, context) {
    const text = asText(column);
    const offset = luhn === 'broken' ? 5 : 0;
    const end = (payload: string) => luhnDigit(onlyDigits(payload), context.alias, offset);
    const body = `left(${text}, greatest(length(${text}) - 1, 1))`;
    const masked = column.unique
      ? `left(${text}, 1) || coalesce(${withDigits(
          `substr(${body}, 2)`,
          permutedDigits(`card:${column.tie}`, onlyDigits(`substr(${body}, 2)`), context.alias),
          context.alias,
        )}, '')`
      : reformatted(
          body,
          valueDigest(column, 'card'),
          { keepFirst: '1', zeroes: 0, keepLetters: false },
          context.alias,
        );
    const checked = `(SELECT s || ${end('s')} FROM (SELECT ${masked} AS s OFFSET 0) ${context.alias()})`;
    const made = column.unique ? withoutWords(column, 'card', checked, context.alias) : checked;
    return asColumn(column, whenFilled(column, made));
  },
});
