import { z } from 'zod';
import type { ColumnType } from '../../catalogue/column-type';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { bytesLike } from '../sql/bytes-like';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { bitsNeeded, hexOf, numberOf, valueDigest } from '../sql/keyed';
import { permutedInteger } from '../sql/permutation';
import { asColumn, asText, isText, isWhole, roomOf, whenFilled } from '../sql/text-value';

const parameters = z.strictObject({
  /** `hex`: a short text of hex digits. `same_length`: as many hex digits as there were characters; not unique. */
  form: z.enum(['hex', 'same_length']).default('hex'),
  /** Goes before the digits; such as `user_`. */
  prefix: z
    .string()
    .max(20)
    .regex(/^[\w.-]*$/)
    .default(''),
  /** Bytes of a bytea pseudonym, 1 to 30; as many as the original has, and 16 at least, when left out. */
  bytes: z.number().int().min(1).max(30).optional(),
});
type Parameters = z.infer<typeof parameters>;

const purpose = 'pseudonym';
const limits: Record<string, string> = { int2: '32767', int4: '2147483647', int8: '9007199254740991' };

function wholeDecimal(type: ColumnType): boolean {
  return (
    type.kind === 'base' && type.base === 'numeric' && (type.precision === null || (type.scale ?? 0) >= 0)
  );
}

function textExpression(column: MaskColumn, { form, prefix }: Parameters): string {
  if (form === 'same_length') {
    const hex = hexOf(valueDigest(column, purpose), 60);
    const text = asText(column);
    return `CASE WHEN length(${text}) <= 60 THEN left(${hex}, length(${text}))
                 ELSE left(repeat(${hex}, (length(${text}) / 60 + 1)), length(${text})) END`;
  }
  const digits = column.unique ? distinctDigits(column) : Math.min(16, roomOf(column) - prefix.length);
  return whenFilled(column, `'${prefix}' || ${hexOf(valueDigest(column, purpose), digits)}`);
}

function numberExpression(column: MaskColumn, context: MaskContext): string {
  if (column.unique) return permutedInteger(`${purpose}:${column.tie}`, column.sql, context.alias);
  return `${numberOf(valueDigest(column, purpose))} % ${limits[column.type.base] ?? '0'}`;
}

function decimalExpression(column: MaskColumn): string {
  const whole = Math.min((column.type.precision ?? 15) - Math.max(column.type.scale ?? 0, 0), 17);
  return `${numberOf(valueDigest(column, purpose))} % ${10n ** BigInt(Math.max(whole, 0))}`;
}

/** 128 bits with the version and variant of a random UUID (RFC 9562, section 5.4). */
function uuidExpression(column: MaskColumn): string {
  const hex = hexOf(valueDigest(column, purpose), 32);
  return `overlay(overlay(${hex} PLACING '4' FROM 13 FOR 1) PLACING '8' FROM 17 FOR 1)`;
}

function supports(column: MaskColumn, { form, prefix }: Parameters): Verdict {
  const { type } = column;
  if (isText(type)) {
    const least = prefix.length + (form === 'hex' ? 1 : 0);
    return (
      roomOf(column) >= least || `there is room for ${roomOf(column)} characters, the prefix takes them all`
    );
  }
  const known =
    isWhole(type) || wholeDecimal(type) || ['uuid', 'bytea', 'macaddr', 'macaddr8'].includes(type.base);
  return (
    (known && type.kind === 'base') ||
    `it works on text, whole numbers, uuid, bytea and MAC addresses, not on ${type.declared}`
  );
}

function injective(column: MaskColumn, { form, prefix, bytes }: Parameters): Verdict {
  const { type } = column;
  const bits = bitsNeeded(column.estimatedRows);
  if (isText(type))
    return form === 'hex'
      ? leavesRoom(column, prefix.length)
      : 'a text of the same length cannot be kept unique';
  if (isWhole(type) || type.base === 'uuid') return true;
  if (type.base === 'bytea')
    return (
      bytes === undefined ||
      bytes * 8 >= bits ||
      `${bytes} bytes are too few, ${Math.ceil(bits / 8)} are needed`
    );
  if (type.base === 'macaddr8')
    return bits <= 56 || 'there are not enough MAC addresses to keep so many unique';
  return `a pseudonym of ${type.declared} cannot be kept unique`;
}

/**
 * A keyed pseudonym: equal values get equal pseudonyms wherever columns are tied, and no key, no way back. Unique
 * whole numbers are permuted within their magnitude, so that they never collide and never outgrow the column; a
 * sequence behind them has to be set past the highest value of the copy, not of the source.
 */
export const pseudonym = defineMask({
  name: 'pseudonym',
  parameters,
  strength: 'strong',
  keeps: 'which values were equal; of unique whole numbers the sign and the order of magnitude',
  loses: 'the value, its order and its format',
  keepsNull: true,
  supports,
  injective,
  expression(column, given, context) {
    const { type } = column;
    if (isText(type)) return asColumn(column, textExpression(column, given));
    if (isWhole(type)) return asColumn(column, numberExpression(column, context));
    if (type.base === 'numeric') return asColumn(column, decimalExpression(column));
    if (type.base === 'uuid') return asColumn(column, uuidExpression(column));
    if (type.base === 'bytea') {
      const digest = valueDigest(column, purpose);
      return given.bytes ? `substr(${digest}, 1, ${given.bytes})` : bytesLike(column.sql, digest);
    }
    const digits = type.base === 'macaddr' ? 10 : 14;
    return asColumn(column, `'02' || ${hexOf(valueDigest(column, purpose), digits)}`);
  },
});
