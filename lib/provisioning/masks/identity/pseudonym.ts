import { z } from 'zod';
import type { ColumnType } from '../../catalogue/column-type';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { bytesLike } from '../sql/bytes-like';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { bitsNeeded, hexOf, numberOf, valueDigest } from '../sql/keyed';
import { permuted, permutedInteger } from '../sql/permutation';
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
  /** Bytes of a bytea pseudonym, 1 to 30; the next length of a usual digest, 16 to 128, when left out. */
  bytes: z.number().int().min(1).max(30).optional(),
});
type Parameters = z.infer<typeof parameters>;

const purpose = 'pseudonym';
const limits: Record<string, string> = { int2: '32767', int4: '2147483647', int8: '9007199254740991' };

/** Digits before the point. */
const wholeDigits = ({ precision, scale }: ColumnType) => (precision ?? 15) - Math.max(scale ?? 0, 0);

function wholeDecimal(type: ColumnType): boolean {
  return type.kind === 'base' && type.base === 'numeric' && (type.scale ?? 0) >= 0 && wholeDigits(type) > 0;
}

function textExpression(column: MaskColumn, { form, prefix }: Parameters, context: MaskContext): string {
  if (form === 'same_length') {
    const hex = hexOf(valueDigest(column, purpose), 60);
    const text = asText(column);
    const drawn = `CASE WHEN length(${text}) <= 60 THEN left(${hex}, length(${text}))
                 ELSE left(repeat(${hex}, (length(${text}) / 60 + 1)), length(${text})) END`;
    return otherHex(column, drawn, context);
  }
  const digits = column.unique ? distinctDigits(column) : Math.min(16, roomOf(column) - prefix.length);
  const drawn = hexOf(valueDigest(column, purpose), digits);
  if (column.unique) return whenFilled(column, `'${prefix}' || ${drawn}`);
  return whenFilled(column, otherHex(column, `'${prefix}' || ${drawn}`, context, prefix));
}

function numberExpression(column: MaskColumn, context: MaskContext): string {
  if (column.unique) return permutedInteger(`${purpose}:${column.tie}`, column.sql, context.alias);
  return numberBelow(limits[column.type.base] ?? '0', column, context);
}

function decimalExpression(column: MaskColumn, context: MaskContext): string {
  return numberBelow(String(10n ** BigInt(Math.min(wholeDigits(column.type), 17))), column, context);
}

/** A number of the digest below this one, and the next number where that is the value itself. */
function numberBelow(limit: string, column: MaskColumn, context: MaskContext): string {
  const drawn = `(SELECT ${numberOf(valueDigest(column, purpose))} % ${limit} AS n OFFSET 0) ${context.alias()}`;
  return `(SELECT CASE WHEN n = ${column.sql} THEN (n + 1) % ${limit} ELSE n END FROM ${drawn})`;
}

/** A prefix with hex digits behind, each the next one where all of it together is the value itself. */
function otherHex(column: MaskColumn, drawn: string, context: MaskContext, prefix = ''): string {
  const next = `'${prefix}' || translate(substr(w, ${prefix.length + 1}), '0123456789abcdef', '123456789abcdef0')`;
  return `(SELECT CASE WHEN lower(w) COLLATE "C" = lower(${asText(column)}) THEN ${next} ELSE w END
      FROM (SELECT ${drawn} AS w OFFSET 0) ${context.alias()})`;
}

/** So many bytes of the digest, the first of them raised where they are the value itself. */
function otherBytes(column: MaskColumn, bytes: number, context: MaskContext): string {
  const drawn = `(SELECT substr(${valueDigest(column, purpose)}, 1, ${bytes}) AS w OFFSET 0) ${context.alias()}`;
  return `(SELECT CASE WHEN w = ${column.sql} THEN set_byte(w, 0, (get_byte(w, 0) + 1) % 256) ELSE w END FROM ${drawn})`;
}

/** 128 bits with the version and variant of a random UUID (RFC 9562, section 5.4). */
function uuidExpression(column: MaskColumn): string {
  const hex = hexOf(valueDigest(column, purpose), 32);
  return `overlay(overlay(${hex} PLACING '4' FROM 13 FOR 1) PLACING '8' FROM 17 FOR 1)`;
}

/** Hex digits of half an address. */
const halfOfMac = new Map([
  ['macaddr', 6],
  ['macaddr8', 8],
]);

/**
 * Locally administered, which no vendor gives out; in a unique column permuted among all addresses, since those of one
 * kind are fewer than the addresses that may come in.
 */
function macExpression(column: MaskColumn, context: MaskContext): string {
  const half = halfOfMac.get(column.type.base) ?? 0;
  if (!column.unique) return `'02' || ${hexOf(valueDigest(column, purpose), 2 * half - 2)}`;
  const size = `${16n ** BigInt(half)}::int8`;
  const number = (digits: string) => `('x' || lpad(${digits}, 16, '0'))::bit(64)::int8`;
  const start = `SELECT ${size} AS a, ${size} AS b, ${number(`left(h, ${half})`)} AS l, ${number(`right(h, ${half})`)} AS r, 0::int8 AS tweak
      FROM (SELECT replace(${asText(column)}, ':', '') AS h OFFSET 0) ${context.alias()}`;
  const done = permuted(`${purpose}:${column.tie}`, start, [], context.alias);
  const hex = (number: string) => `lpad(to_hex(${number}), ${half}, '0')`;
  return `(SELECT ${hex('l')} || ${hex('r')} FROM ${done} ${context.alias()})`;
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
  if (halfOfMac.has(type.base)) return true;
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
  loses: 'the value, its order and its format; a unique MAC address may become one that exists',
  keepsNull: true,
  supports,
  injective,
  expression(column, given, context) {
    const { type } = column;
    if (isText(type)) return asColumn(column, textExpression(column, given, context));
    if (isWhole(type)) return asColumn(column, numberExpression(column, context));
    if (type.base === 'numeric') return asColumn(column, decimalExpression(column, context));
    if (type.base === 'uuid') return asColumn(column, uuidExpression(column));
    if (type.base === 'bytea') {
      const digest = valueDigest(column, purpose);
      return given.bytes ? otherBytes(column, given.bytes, context) : bytesLike(column.sql, digest);
    }
    return asColumn(column, macExpression(column, context));
  },
});
