import pg from 'pg';
import { z } from 'zod';
import { defineMask, type Verdict } from '../mask';
import { isNumber, roomOf, whenPresent } from '../sql/text-value';

const parameters = z.strictObject({
  /** Written as PostgreSQL reads the column's type: `pending`, `0`, `{}`, `2000-01-01`. */
  value: z.union([z.string(), z.number(), z.boolean()]),
  /** Give the value even where there was none. */
  fillNull: z.boolean().default(false),
});

/** The same value in every row. The value stands in the plan, so it must be nobody's. */
export const constant = defineMask({
  name: 'constant',
  parameters,
  strength: 'strong',
  keeps: 'whether there was a value (unless NULL is filled)',
  loses: 'every value',
  keepsNull: false,
  supports(column, { value }): Verdict {
    const text = String(value);
    const { type } = column;
    if (text.length > roomOf(column))
      return `the value is longer than the ${roomOf(column)} characters there are`;
    if (type.kind === 'enum' && !type.labels.includes(text)) return `${type.declared} has no such label`;
    if (type.base === 'bool' && type.kind === 'base' && !/^(true|false|t|f)$/.test(text))
      return 'the value is not boolean';
    if (isNumber(type) && !/^-?\d+(\.\d+)?$/.test(text)) return 'the value is not a number';
    return true;
  },
  injective: () => 'one value for all rows is not unique',
  expression(column, { value, fillNull }) {
    const written = `${pg.escapeLiteral(String(value))}::${column.type.sql}`;
    return fillNull ? written : whenPresent(column, written);
  },
});
