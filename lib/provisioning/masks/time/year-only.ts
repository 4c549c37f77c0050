import { z } from 'zod';
import { defineMask } from '../mask';
import { exceptSentinels } from '../sql/sentinel';
import { asColumn, fits, isDate } from '../sql/text-value';

/** The first of January of the same year. */
export const yearOnly = defineMask({
  name: 'year_only',
  parameters: z.strictObject({}),
  strength: 'fair',
  keeps: 'the year',
  loses: 'month, day and time',
  keepsNull: true,
  supports: (column) => fits(column, isDate(column.type), 'dates and timestamps'),
  injective: () => 'dates of one year become equal',
  expression: (column) => asColumn(column, exceptSentinels(column, `date_trunc('year', ${column.sql})`)),
});
