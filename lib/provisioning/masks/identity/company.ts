import { z } from 'zod';
import { companyFirst, companySecond } from '../dictionaries/places';
import { defineMask } from '../mask';
import { leavesRoom, withDistinctSuffix } from '../sql/distinct-suffix';
import { numberOf, valueDigest } from '../sql/keyed';
import { type Draw, drawnOtherwise, longestOf, pickWord } from '../sql/pick';
import { asColumn, asText, cutToRoom, fitsText, roomOf, whenFilled } from '../sql/text-value';

const legalForm =
  '(?:GmbH & Co\\. KG|GmbH|AG|KG|SE|Ltd\\.?|Limited|LLC|Inc\\.?|Corp\\.?|PLC|S\\.?A\\.?S?|SARL|S\\.?L\\.?|S\\.?r\\.?l\\.?|S\\.?p\\.?A\\.?|B\\.?V\\.?|N\\.?V\\.?|AB|AS|ApS|Oy|Sp\\. z o\\.o\\.|Kft\\.?|s\\.r\\.o\\.)';
const longest = longestOf(companyFirst) + longestOf(companySecond) + 15;

/** Two words from lists and the legal form, if the name ended with one; never the name itself. */
export const company = defineMask({
  name: 'company',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'the legal form; which names were equal',
  loses: 'the name',
  keepsNull: true,
  supports: (column) => fitsText(column, 8),
  injective: (column) => leavesRoom(column, longest + 1),
  expression(column, _parameters, context) {
    const room = column.unique ? Number.POSITIVE_INFINITY : roomOf(column);
    const made = (draw: Draw) => {
      const first = pickWord(companyFirst, { number: 'n', draw, room });
      const second = pickWord(companySecond, { number: 'n', divide: 1_024, draw, room });
      const whole = `(${first}) || ' ' || (${second}) || coalesce(substring(t FROM ' ${legalForm}$'), '')`;
      return column.unique ? whole : cutToRoom(column, whole, longest);
    };
    const given = [`${numberOf(valueDigest(column, 'company'))} AS n`];
    const fitting = withDistinctSuffix(column, drawnOtherwise(column, given, made, context.alias), 'company');
    return asColumn(
      column,
      `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, fitting)} END`,
    );
  },
});
