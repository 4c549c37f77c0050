import { z } from 'zod';
import { defineMask } from '../mask';
import { bytesLike } from '../sql/bytes-like';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { hexOf, valueDigest } from '../sql/keyed';
import { asColumn, fitsText, isText, roomOf, whenFilled } from '../sql/text-value';

const parameters = z.strictObject({
  /** Marks the token as one that no system issued. */
  prefix: z
    .string()
    .max(20)
    .regex(/^[\w.-]*$/)
    .default('masked_'),
});

/** A token nobody holds: `masked_` and digits of the keyed digest. It opens nothing, since no system ever issued it. */
export const token = defineMask({
  name: 'token',
  parameters,
  strength: 'strong',
  keeps: 'which tokens were equal',
  loses: 'the token, its length and its prefix',
  keepsNull: true,
  supports(column, { prefix }) {
    if (column.type.base === 'bytea' || column.type.base === 'uuid') return true;
    if (isText(column.type)) return fitsText(column, prefix.length + 8);
    return `it works on text, bytea and uuid, not on ${column.type.declared}`;
  },
  injective: (column, { prefix }) => (isText(column.type) ? leavesRoom(column, prefix.length) : true),
  expression(column, { prefix }) {
    const digest = valueDigest(column, 'token');
    if (column.type.base === 'bytea') return bytesLike(column.sql, digest);
    if (column.type.base === 'uuid') return `${hexOf(digest, 32)}::uuid`;
    const digits = column.unique ? distinctDigits(column) : Math.min(32, roomOf(column) - prefix.length);
    return asColumn(column, whenFilled(column, `'${prefix}' || ${hexOf(digest, digits)}`));
  },
});
