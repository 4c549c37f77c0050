import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { digest, equalityText, numberOf } from '../sql/keyed';
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

/** Whole days, never none: minus `days` to plus `days` without 0. */
function offset(days: number, subject: string | undefined, context: MaskContext): string {
  const whose = subject === undefined ? null : context.sibling(subject);
  const label = `date_shift:${whose?.tie ?? 'everyone'}`;
  const number =
    whose === null
      ? `(SELECT ${numberOf(digest(label, `'everyone'`))})`
      : numberOf(digest(label, `coalesce(${equalityText(whose)}, '')`));
  return `(SELECT CASE WHEN o < 0 THEN o ELSE o + 1 END FROM (SELECT (${number} % ${2 * days} - ${days})::int4 AS o OFFSET 0) ${context.alias()})`;
}

function shifted(column: MaskColumn, days: string): string {
  const { sql, type } = column;
  const moved = type.base === 'date' ? `${sql} + ${days}` : `${sql} + make_interval(days => ${days})`;
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
