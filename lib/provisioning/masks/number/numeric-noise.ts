import { z } from 'zod';
import { defineMask, type MaskColumn } from '../mask';
import { numberOf, valueDigest } from '../sql/keyed';
import { asColumn, fits, isNumber, isWhole, whenPresent } from '../sql/text-value';

const parameters = z.strictObject({
  /** The most that a value moves, in percent of itself. */
  percent: z.number().min(1).max(90).default(10),
});

/** Below this, whole numbers as long as a wage mostly stay what they were, and all others are told at a glance. */
const leastPercent = 5;

/** The largest value of the type, so that noise never overflows it. */
export function ceilingOf(column: MaskColumn): string | null {
  const { base, precision, scale } = column.type;
  const whole: Record<string, string> = { int2: '32767', int4: '2147483647', int8: '9223372036854775807' };
  if (base !== 'numeric') return whole[base] ?? null;
  if (precision === null) return null;
  const places = scale ?? 0;
  return places <= 0
    ? `${'9'.repeat(precision)}${'0'.repeat(-places)}`
    : `${'9'.repeat(Math.max(precision - places, 0)) || '0'}.${'9'.repeat(Math.min(precision, places)).padStart(places, '0')}`;
}

/** One step of the type instead of a value that came back as it was. Infinity and zero stay. */
function movedByAStep(
  noisy: string,
  { sql, type }: MaskColumn,
  ceiling: string | null,
  alias: () => string,
): string {
  const step = isWhole(type) || type.scale === null ? '1' : `10::numeric ^ ${-type.scale}`;
  const further = `v + sign(v) * ${step}`;
  const inside =
    ceiling === null
      ? further
      : `CASE WHEN abs(v) >= ${ceiling} THEN v - sign(v) * ${step} ELSE ${further} END`;
  return `(SELECT CASE WHEN m <> v THEN m ELSE ${inside} END
      FROM (SELECT ${sql}::numeric AS v, ${noisy} AS m OFFSET 0) ${alias()})`;
}

/**
 * Multiplies by a keyed factor close to 1. Zero stays zero and the sign stays, so that checks of `>= 0` hold. What rounds
 * back to itself moves by one step of its type, away from zero, and at the end of the type towards it. Sums and balances
 * between rows do not survive; values that people know by heart may still be recognised.
 */
export const numericNoise = defineMask({
  name: 'numeric_noise',
  parameters,
  strength: 'weak',
  keeps: 'sign, zero, magnitude; which values were equal',
  loses: 'the exact value; sums that had to balance',
  keepsNull: true,
  keepsValues: ({ percent }) => percent < leastPercent,
  supports: (column) => fits(column, isNumber(column.type), 'numbers'),
  injective: () => 'noise may make two values equal',
  expression(column, { percent }, context) {
    const { sql, type } = column;
    // Steps of a thousandth of the allowed change; never the middle, so that no value larger than 1 just stays.
    const step = `coalesce(nullif(${numberOf(valueDigest(column, 'noise'))} % 2000 - 1000, 0), 1000)`;
    const factor = `(1 + ${step}::numeric * ${percent} / 100000)`;
    if (type.base === 'float4' || type.base === 'float8')
      return asColumn(column, `${sql}::float8 * ${factor}::float8`);
    const moved = `${sql}::numeric * ${factor}`;
    const rounded = isWhole(type)
      ? `round(${moved})`
      : type.scale === null
        ? moved
        : `round(${moved}, ${type.scale})`;
    const ceiling = ceilingOf(column);
    const bounded = ceiling === null ? rounded : `greatest(least(${rounded}, ${ceiling}), -${ceiling})`;
    const changed = movedByAStep(bounded, column, ceiling, context.alias);
    const special =
      type.base === 'numeric' ? `CASE WHEN ${sql} = 'NaN' THEN ${sql} ELSE ${changed} END` : changed;
    return whenPresent(column, asColumn(column, special));
  },
});
