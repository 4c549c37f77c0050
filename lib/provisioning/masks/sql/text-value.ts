import type { ColumnType } from '../../catalogue/column-type';
import type { MaskColumn, Verdict } from '../mask';

/** Text as masks see it: whatever holds characters, the room there is, and the way back into the column's type. */

const textBases = new Set(['text', 'varchar', 'bpchar', 'citext', 'name']);

/** Types that hold a person's text. */
export function isText(type: ColumnType): boolean {
  return type.kind === 'base' && textBases.has(type.base);
}

const wholeBases = new Set(['int2', 'int4', 'int8']);
const numberBases = new Set([...wholeBases, 'numeric', 'float4', 'float8']);

/** Integers of a fixed width. */
export function isWhole(type: ColumnType): boolean {
  return type.kind === 'base' && wholeBases.has(type.base);
}

/** Anything to calculate with. */
export function isNumber(type: ColumnType): boolean {
  return type.kind === 'base' && numberBases.has(type.base);
}

const dateBases = new Set(['date', 'timestamp', 'timestamptz']);

/** Points in time that carry a date. */
export function isDate(type: ColumnType): boolean {
  return type.kind === 'base' && dateBases.has(type.base);
}

/** Characters that fit into every column of the group; `name` ends at 63 bytes. */
export function roomOf(column: MaskColumn): number {
  const own = column.type.base === 'name' ? 63 : Number.POSITIVE_INFINITY;
  return Math.min(own, column.maxLength ?? Number.POSITIVE_INFINITY);
}

/** The raw value as text. */
export function asText(column: MaskColumn): string {
  return `${column.sql}::text`;
}

/** An expression as a value of the column's own type; the cast carries no length and so never cuts. */
export function asColumn(column: MaskColumn, sql: string): string {
  return `(${sql})::${column.type.sql}`;
}

/** The empty text stays empty: it says nothing, and forms tell it from NULL. */
export function whenFilled(column: MaskColumn, sql: string): string {
  return `CASE WHEN ${asText(column)} = '' THEN '' ELSE ${sql} END`;
}

/** NULL stays NULL where the expression itself would not notice. */
export function whenPresent(column: MaskColumn, sql: string): string {
  return column.notNull ? sql : `CASE WHEN ${column.sql} IS NULL THEN NULL ELSE ${sql} END`;
}

/** Cuts a text to the room there is, or leaves it alone where its longest form fits anyway. */
export function cutToRoom(column: MaskColumn, sql: string, longest: number): string {
  const room = roomOf(column);
  return longest <= room ? sql : `left(${sql}, ${room})`;
}

/** The verdict of masks that work on one family of types. */
export function fits(column: MaskColumn, accepted: boolean, what: string): Verdict {
  return accepted || `it works on ${what}, not on ${column.type.declared}`;
}

/** The verdict of a text mask that needs so many characters. */
export function fitsText(column: MaskColumn, least: number): Verdict {
  if (!isText(column.type)) return fits(column, false, 'text');
  const room = roomOf(column);
  return room >= least || `it needs ${least} characters and there is room for ${room}`;
}
