import { z } from 'zod';
import { defineMask } from '../mask';
import { exceptSentinels } from '../sql/sentinel';
import { asColumn, fits, isDate, isNumber } from '../sql/text-value';

const parameters = z.strictObject({
  /** Years that one band holds. */
  years: z.number().int().min(2).max(50).default(5),
});

/** The lower end of an age's band, or the first day of a birth date's band of years. */
export const ageBand = defineMask({
  name: 'age_band',
  parameters,
  strength: 'fair',
  keeps: 'the band',
  loses: 'age or birth date within the band',
  keepsNull: true,
  supports: (column) =>
    fits(column, isDate(column.type) || isNumber(column.type), 'ages, dates and timestamps'),
  injective: () => 'ages of one band become equal',
  expression(column, { years }) {
    const { sql, type } = column;
    if (isNumber(type)) return asColumn(column, `div(${sql}::numeric, ${years}) * ${years}`);
    const band = `make_date((extract(year FROM ${sql})::int4 / ${years}) * ${years}, 1, 1)`;
    return asColumn(column, exceptSentinels(column, band));
  },
});
