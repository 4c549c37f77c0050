import pg from 'pg';
import { z } from 'zod';
import { cities, countryNames } from '../dictionaries/places';
import { defineMask } from '../mask';
import { numberOf, valueDigest } from '../sql/keyed';
import { type Draw, drawnOtherwise, longestOf, pickWord } from '../sql/pick';
import { asColumn, asText, cutToRoom, fitsText, roomOf, whenFilled } from '../sql/text-value';

const parameters = z.strictObject({
  /** A column of the same table with the country as ISO 3166 code (two letters) or by its English or own name. */
  countryColumn: z.string().min(1).optional(),
});
const everywhere = Object.values(cities).flatMap((names) => names.slice(0, 4));

/** A city of the country that `c` names, in whatever spelling. */
function ofCountry(one: (names: readonly string[]) => string): string {
  const named = Object.entries(cities).map(([code, names]) => {
    const spellings = Object.keys(countryNames).filter((name) => countryNames[name] === code);
    const accepted = [code.toLowerCase(), ...spellings].map((name) => pg.escapeLiteral(name)).join(', ');
    return `WHEN c IN (${accepted}) THEN ${one(names)}`;
  });
  return `CASE ${named.join(' ')} ELSE ${one(everywhere)} END`;
}

const longest = longestOf(Object.values(cities).flat());

/** A large city of the same country where a column names it, else of any; never the one that it stands for. */
export const city = defineMask({
  name: 'city',
  parameters,
  strength: 'strong',
  keeps: 'the country where known; equal places stay equal',
  loses: 'the place',
  keepsNull: true,
  supports(column, { countryColumn }, context) {
    if (countryColumn !== undefined && !context.sibling(countryColumn))
      return `the table has no column "${countryColumn}"`;
    return fitsText(column, 4);
  },
  injective: () => 'there are fewer cities in the list than rows',
  expression(column, { countryColumn }, context) {
    const country = countryColumn === undefined ? null : context.sibling(countryColumn);
    const made = (draw: Draw) => {
      const one = (names: readonly string[]) => pickWord(names, { number: 'n', draw, room: roomOf(column) });
      const picked = country === null ? one(everywhere) : ofCountry(one);
      return cutToRoom(column, picked, longest);
    };
    const given = [
      `${numberOf(valueDigest(column, 'city'))} AS n`,
      ...(country === null ? [] : [`lower(${country.sql}::text) AS c`]),
    ];
    const picked = drawnOtherwise(column, given, made, context.alias);
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, picked)} END`,
    );
  },
});
