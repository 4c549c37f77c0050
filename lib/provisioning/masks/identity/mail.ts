import { z } from 'zod';
import { defineMask } from '../mask';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { bytesOf, digest, hexOf } from '../sql/keyed';
import { asColumn, asText, fitsText, roomOf, whenFilled } from '../sql/text-value';

const ending = '@example.test';
const parameters = z.strictObject({});

/**
 * `u3f09…@example.test`: `.test` is reserved (RFC 6761, section 6.2), so no mail can ever arrive. Addresses that
 * differ only in case count as one, as every mail host treats them.
 */
export const mail = defineMask({
  name: 'mail',
  parameters,
  strength: 'strong',
  keeps: 'which addresses were equal (case aside)',
  loses: 'the person and their mail host',
  keepsNull: true,
  supports: (column) => fitsText(column, ending.length + 9),
  injective: (column) => leavesRoom(column, ending.length + 1),
  expression(column) {
    const room = roomOf(column) - ending.length - 1;
    const digits = column.unique ? distinctDigits(column) : Math.min(16, room);
    const text = asText(column);
    // A key that tells case apart must go on doing so; elsewhere folding joins what a mail host would join.
    const equal = column.unique && !column.foldCase ? text : `lower(${text})`;
    return asColumn(
      column,
      whenFilled(
        column,
        `'u' || ${hexOf(digest(`mail:${column.tie}`, bytesOf(equal)), digits)} || '${ending}'`,
      ),
    );
  },
});
