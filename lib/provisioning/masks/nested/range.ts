import { z } from 'zod';
import { maskSpec } from '../../../plan-format/scrub-plan';
import { defineMask, type MaskColumn } from '../mask';
import { anyLength } from '../sql/drawn-length';

const parameters = z.strictObject({ bound: maskSpec });

/** Masks that keep two bounds comparable; with any other a range would turn into noise. */
const ordered = ['keep', 'date_shift', 'year_only', 'bucket', 'numeric_noise', 'age_band'];

function boundOf(column: MaskColumn, sql: string): MaskColumn | null {
  const { element } = column.type;
  return (
    element && {
      ...column,
      sql,
      type: element,
      notNull: false,
      unique: false,
      maxLength: null,
      lengths: anyLength,
    }
  );
}

/** Schema and quoted name of the range type behind a multirange cannot be read off it, so only ranges are masked. */
export const range = defineMask({
  name: 'range',
  parameters,
  strength: 'fair',
  keeps: 'open ends, emptiness, inclusion of bounds, and what the mask of the bounds keeps',
  loses: 'what the mask of the bounds loses',
  keepsNull: true,
  inner: ({ bound }) => [{ mask: bound }],
  supports(column, { bound }, context) {
    const one = column.type.kind === 'range' ? boundOf(column, 'b') : null;
    if (!one) return `it works on ranges, not on ${column.type.declared}`;
    if (!ordered.includes(bound.name)) return `bounds need a mask that keeps order: ${ordered.join(', ')}`;
    return context.verdict(bound, one);
  },
  injective: (_column, { bound }) => bound.name === 'keep' || 'masked ranges may become equal or overlap',
  expression(column, { bound }, context) {
    const alias = context.alias();
    const [low, high] = [boundOf(column, `lower(${column.sql})`), boundOf(column, `upper(${column.sql})`)];
    if (!low || !high) throw new TypeError('not a range');
    const raw = column.sql;
    const flags = `CASE WHEN lower_inc(${raw}) THEN '[' ELSE '(' END || CASE WHEN upper_inc(${raw}) THEN ']' ELSE ')' END`;
    const made = `(SELECT ${column.type.sql}(CASE WHEN l IS NULL OR u IS NULL THEN l ELSE least(l, u) END,
                          CASE WHEN l IS NULL OR u IS NULL THEN u ELSE greatest(l, u) END, ${flags})
        FROM (SELECT ${context.expression(bound, low)} AS l, ${context.expression(bound, high)} AS u OFFSET 0) ${alias})`;
    return `CASE WHEN ${raw} IS NULL OR isempty(${raw}) THEN ${raw} ELSE ${made} END`;
  },
});
