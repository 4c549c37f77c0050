import { z } from 'zod';
import { defineMask } from '../mask';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { hexOf, valueDigest } from '../sql/keyed';
import { asColumn, asText, fitsText, whenFilled } from '../sql/text-value';

/** `file-` and `.` and an extension of up to five characters. */
const frame = 11;

/** `file-3f09….pdf`: the extension says how to open it, the name too often says whose it is. */
export const fileName = defineMask({
  name: 'file_name',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'an extension of up to five letters or digits; which names were equal',
  loses: 'the name and the folders',
  keepsNull: true,
  supports: (column) => fitsText(column, frame + 12),
  injective: (column) => leavesRoom(column, frame),
  expression(column) {
    const digits = column.unique ? distinctDigits(column) : 12;
    const extension = `coalesce(lower(substring(${asText(column)} FROM '\\.[A-Za-z0-9]{1,5}$')), '')`;
    return asColumn(
      column,
      whenFilled(column, `'file-' || ${hexOf(valueDigest(column, 'file'), digits)} || ${extension}`),
    );
  },
});
