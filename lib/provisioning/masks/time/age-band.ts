import { z } from 'zod';
import { defineMask } from '../mask';
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
    if (isNumber(type)) return asColumn(column, `trunc(${sql}::numeric / ${years}) * ${years}`);
    const band = `make_date((extract(year FROM ${sql})::int4 / ${years}) * ${years}, 1, 1)`;
    // Before our era and beyond 9999 a date is a sentinel, and make_date knows no year 0.
    return asColumn(
      column,
      `CASE WHEN ${sql} >= '9000-01-01' THEN '9999-12-31'::date WHEN ${sql} < '1000-01-01' THEN '0001-01-01'::date ELSE ${band} END`,
    );
  },
});
