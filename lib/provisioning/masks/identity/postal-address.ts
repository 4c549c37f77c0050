import { z } from 'zod';
import { streets } from '../dictionaries/places';
import { defineMask } from '../mask';
import { leavesRoom, withDistinctSuffix } from '../sql/distinct-suffix';
import { numberOf, valueDigest } from '../sql/keyed';
import { type Draw, drawnOtherwise, longestOf, pickWord } from '../sql/pick';
import { asColumn, asText, cutToRoom, fitsText, roomOf, whenFilled } from '../sql/text-value';

const longest = longestOf(streets) + 4;

/** A common street with a house number up to 199. Never the address itself. Postcodes and cities have masks of their own. */
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
    const room = column.unique ? Number.POSITIVE_INFINITY : roomOf(column);
    const made = (draw: Draw) => {
      const street = `(${pickWord(streets, { number: 'n', divide: 256, draw, room })})`;
      const number = `((n + ${draw}) % 199 + 1)::text`;
      const whole = `CASE WHEN left(t, 1) COLLATE "C" BETWEEN '0' AND '9' THEN ${number} || ' ' || ${street} ELSE ${street} || ' ' || ${number} END`;
      return column.unique ? whole : cutToRoom(column, whole, longest);
    };
    const given = [`${numberOf(valueDigest(column, 'street'))} AS n`];
    const fitting = withDistinctSuffix(column, drawnOtherwise(column, given, made, context.alias), 'street');
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, fitting)} END`,
    );
  },
});
