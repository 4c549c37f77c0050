import { z } from 'zod';
import { defineMask, type MaskColumn } from '../mask';
import { asColumn, fits, isNumber } from '../sql/text-value';

const parameters = z.strictObject({
  /** Of one bucket, in the column's own unit; for points in both directions. */
  width: z.number().positive().default(10),
});

/** A bucket that is no wider than this holds one value. Where a type sets no scale, a hundredth, which nobody needs. */
function finestStep({ base, scale }: MaskColumn['type']): number {
  return base.startsWith('int') ? 1 : 10 ** -(scale ?? 2);
}

/** The lower end of the value's bucket. For coordinates, one degree is about 110 km from north to south. */
export const bucket = defineMask({
  name: 'bucket',
  parameters,
  strength: 'weak',
  keeps: 'order between buckets',
  loses: 'everything inside a bucket; a rare bucket may still point at one person',
  keepsNull: true,
  supports(column, { width }) {
    const { type } = column;
    const isPoint = type.kind === 'base' && type.base === 'point';
    if (!isPoint && !isNumber(type)) return fits(column, false, 'numbers and points');
    if (width <= finestStep(type)) return 'a bucket this narrow keeps every value as it is; take a wider one';
    if (isPoint) return true;
    if (type.base.startsWith('int') && !Number.isInteger(width))
      return 'a bucket of whole numbers needs a whole width';
    const limit =
      type.base === 'int2' ? 32_767 : type.base === 'int4' ? 2_147_483_647 : Number.POSITIVE_INFINITY;
    return width <= limit || 'the width is wider than the type';
  },
  injective: () => 'values in one bucket become equal',
  expression(column, { width }) {
    const { sql, type } = column;
    if (type.base === 'point')
      return `CASE WHEN ${sql} IS NULL THEN NULL ELSE
        point(floor((${sql})[0] / ${width}) * ${width}, floor((${sql})[1] / ${width}) * ${width}) END`;
    if (type.base === 'float4' || type.base === 'float8')
      return asColumn(column, `floor(${sql}::float8 / ${width}) * ${width}`);
    // Truncation towards zero keeps a value that is already at the end of its type inside it.
    return asColumn(column, `div(${sql}::numeric, ${width}) * ${width}`);
  },
});
