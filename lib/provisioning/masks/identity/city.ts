import pg from 'pg';
import { z } from 'zod';
import { cities, countryNames } from '../dictionaries/places';
import { defineMask } from '../mask';
import { numberOf, valueDigest } from '../sql/keyed';
import { longestOf, pickWord } from '../sql/pick';
import { asColumn, asText, cutToRoom, fitsText, whenFilled } from '../sql/text-value';

const parameters = z.strictObject({
  /** A column of the same table with the country as ISO 3166 code (two letters) or by its English or own name. */
  countryColumn: z.string().min(1).optional(),
});
const everywhere = Object.values(cities).flatMap((names) => names.slice(0, 4));

/** A large city of the same country where a column names it, else of any. */
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
    const anywhere = pickWord(everywhere, 'n');
    const text = asText(column);
    const named = Object.entries(cities).map(([code, names]) => {
      const spellings = Object.keys(countryNames).filter((name) => countryNames[name] === code);
      const accepted = [code.toLowerCase(), ...spellings].map((name) => pg.escapeLiteral(name)).join(', ');
      return `WHEN c IN (${accepted}) THEN ${pickWord(names, 'n')}`;
    });
    const made = country === null ? anywhere : `CASE ${named.join(' ')} ELSE ${anywhere} END`;
    const picked = `(SELECT ${made} FROM (SELECT ${numberOf(valueDigest(column, 'city'))} AS n
        ${country === null ? '' : `, lower(${country.sql}::text) AS c`} OFFSET 0) ${context.alias()})`;
    const fitting = cutToRoom(column, picked, longestOf(Object.values(cities).flat()));
    return asColumn(column, `CASE WHEN ${text} IS NULL THEN NULL ELSE ${whenFilled(column, fitting)} END`);
  },
});
