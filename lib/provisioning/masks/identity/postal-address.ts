import { z } from 'zod';
import { streets } from '../dictionaries/places';
import { defineMask } from '../mask';
import { leavesRoom, withDistinctSuffix } from '../sql/distinct-suffix';
import { numberOf, valueDigest } from '../sql/keyed';
import { longestOf, pickWord } from '../sql/pick';
import { asColumn, asText, cutToRoom, fitsText, whenFilled } from '../sql/text-value';

const longest = longestOf(streets) + 4;

/** A common street with a house number up to 199. Postcodes and cities have masks of their own. */
export const postalAddress = defineMask({
  name: 'postal_address',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'which addresses were equal; whether the number came first',
  loses: 'street, number, flat, lines below the first',
  keepsNull: true,
  supports: (column) => fitsText(column, 8),
  injective: (column) => leavesRoom(column, longest + 1),
  expression(column, _parameters, context) {
    const street = `(${pickWord(streets, 'n', 256)})`;
    const number = '(n % 199 + 1)::text';
    const made = `(SELECT CASE WHEN left(t, 1) COLLATE "C" BETWEEN '0' AND '9' THEN ${number} || ' ' || ${street} ELSE ${street} || ' ' || ${number} END
        FROM (SELECT ${asText(column)} AS t, ${numberOf(valueDigest(column, 'street'))} AS n OFFSET 0) ${context.alias()})`;
    const fitting = column.unique
      ? withDistinctSuffix(column, made, 'street')
      : cutToRoom(column, made, longest);
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, fitting)} END`,
    );
  },
});
