import pg from 'pg';
import type { ColumnType } from '../../catalogue/column-type';

/**
 * The keyed primitives that masks are made of. Each label gets its own subkey, SHA-256 over key and label, read once
 * per statement by an uncorrelated subselect; a value's digest is SHA-256 over subkey and value. Without the key
 * nothing can be guessed by hashing likely values, and two keys give outputs that have nothing in common.
 *
 * A digest is never shown whole (at most 30 of its 32 bytes), so its inner state cannot be carried on to longer input.
 */

/** No text that a plan or a catalogue brings along can hold it: literals double their quotes. */
const sessionKey = "current_setting('sandgate.key')";

/** What masks and keyed primitives compiled to, with another expression in the place of the session's key. */
export const underKey = (sql: string, key: string) => sql.replaceAll(sessionKey, key);

/** 32 bytes, as a scalar subselect. Labels are plain text that the plan determines; they are no secret. */
export function subkey(label: string): string {
  const written = pg.escapeLiteral(label);
  return `(SELECT sha256(decode(${sessionKey}, 'hex') || convert_to(${written}, 'UTF8')))`;
}

/** The digest of an expression of type bytea: 32 bytes. NULL gives NULL. */
export function digest(label: string, bytes: string): string {
  return `sha256(${subkey(label)} || ${bytes})`;
}

/** The first lower-case hex digits of the digest, at most 60 of them. */
export function hexOf(digestSql: string, length: number): string {
  const bytes = `encode(substr(${digestSql}, 1, ${Math.ceil(length / 2)}), 'hex')`;
  return length % 2 === 0 ? bytes : `left(${bytes}, ${length})`;
}

/** 2^60 - 1. */
const sixtyBits = '1152921504606846975';

/**
 * A whole number from 0 to 2^60 - 1 out of a digest, as int8. The server's own quick hash only folds the digest's 256
 * bits into 64, in less time than any way of reading bytes as a number; what it folds is secret already.
 */
export function numberOf(digestSql: string): string {
  return `(hashtextextended(encode(${digestSql}, 'hex') COLLATE "C", 0) & ${sixtyBits})`;
}

/** Decimal digits out of a digest, 60 at most; 0 to 5 come twice as often as 6 to 9, which no one reads anything from. */
export function digitsOf(digestSql: string, length: number): string {
  return `translate(${hexOf(digestSql, length)}, 'abcdef', '012345')`;
}

/** A column's value, and the group of columns in which equal values get equal pseudonyms. */
type TiedValue = { sql: string; type: ColumnType; tie: string; foldCase: boolean; whole: boolean };

/**
 * The text by which values count as equal, for every type that can be tied: case folded where the group compares so,
 * trailing blanks of char(n) gone, trailing zeros of numeric gone.
 */
function equalityText(column: TiedValue): string {
  if (column.type.base === 'numeric') return `trim_scale(${column.sql})::text`;
  const text = column.type.base === 'bytea' ? `encode(${column.sql}, 'hex')` : `${column.sql}::text`;
  return column.foldCase ? `lower(${text})` : text;
}

/**
 * A text as bytes in the session's encoding, which `openMaskSession` has made UTF-8 whatever the database's is. This is
 * convert_to without its search for an encoding by name.
 */
export const bytesOf = (text: string) => `textsend(${text})`;

/**
 * What counts as equal, as bytes. Whole numbers are told apart by their eight bytes where the group holds nothing else,
 * which spares writing them as text.
 */
export function equalityBytes(column: TiedValue): string {
  return column.whole ? `int8send(${column.sql}::int8)` : bytesOf(equalityText(column));
}

/** The digest of a column's value within its tie group; `purpose` keeps two masks on one group apart. */
export function valueDigest(column: TiedValue, purpose: string): string {
  return digest(`${purpose}:${column.tie}`, equalityBytes(column));
}

/** Bits that keep the odds of one collision among so many values under one in a million. */
export function bitsNeeded(rows: number): number {
  return Math.max(48, Math.ceil(2 * Math.log2(Math.max(rows, 2))) + 19);
}
