import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { digest, equalityBytes, numberOf } from '../sql/keyed';
import { exceptSentinels } from '../sql/sentinel';
import { asColumn, fits, isDate } from '../sql/text-value';

const parameters = z.strictObject({
  /** The most days that a date moves, either way. */
  days: z.number().int().min(1).max(3_650).default(60),
  /**
   * The column of the same table that says whose row it is. Tied columns of other tables give the same offset, so one
   * person's dates move together. Left out, everything moves by one offset.
   */
  subject: z.string().min(1).optional(),
});

/** Whole days, never none: minus `days` to plus `days`, where the most of them stands in for 0 as well. */
function offset(days: number, subject: string | undefined, context: MaskContext): string {
  const whose = subject === undefined ? null : context.sibling(subject);
  const label = `date_shift:${whose?.tie ?? 'everyone'}`;
  const number =
    whose === null
      ? `(SELECT ${numberOf(digest(label, `'everyone'::bytea`))})`
      : numberOf(digest(label, `coalesce(${equalityBytes(whose)}, '')`));
  return `coalesce(nullif((${number} % ${2 * days + 1} - ${days})::int4, 0), ${days})`;
}

/** Hours in place of days spare the server its calendar; masked SELECTs run in UTC, where both are the same. */
function shifted(column: MaskColumn, days: string): string {
  const { sql, type } = column;
  const moved = type.base === 'date' ? `${sql} + ${days}` : `${sql} + make_interval(hours => 24 * ${days})`;
  return exceptSentinels(column, moved);
}

/**
 * Moves dates by whole days, one offset per data subject: order, gaps and time of day stay within a person, and
 * knowing one person's shift says nothing of another's.
 */
export const dateShift = defineMask({
  name: 'date_shift',
  parameters,
  strength: 'fair',
  keeps: 'order and distance between the dates of one subject, time of day, roughly the season',
  loses: 'the date; order between subjects',
  keepsNull: true,
  supports(column, { subject }, context) {
    if (!isDate(column.type)) return fits(column, false, 'dates and timestamps');
    return (
      subject === undefined || context.sibling(subject) !== null || `the table has no column "${subject}"`
    );
  },
  injective(column, { subject }) {
    if (subject === undefined) return true;
    return (
      column.keys.every((others) => others.includes(subject)) ||
      `a unique key on it lacks "${subject}", so two subjects' dates may become equal`
    );
  },
  expression: (column, { days, subject }, context) =>
    asColumn(column, shifted(column, offset(days, subject, context))),
});
