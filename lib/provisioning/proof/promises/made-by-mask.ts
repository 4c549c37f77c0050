import { escapeLiteral } from 'pg';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import type { ColumnType } from '../../catalogue/column-type';

/**
 * Masks whose outcome has a form of its own: one value, filler, the ends of buckets, the firsts of January, reserved addresses.
 * A raw value may happen to have that form, so comparing with the source says nothing; that the target holds no other
 * value says all. Each function here writes an SQL condition over a value of the target, true for what the mask never makes,
 * and null where the column's type does not let tell.
 */

const numbers = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8']);
const dates = new Set(['date', 'timestamp', 'timestamptz']);
/** Far dates mean "always" or "never" and stay as they are. */
const isOrdinary = (value: string) => `${value} >= '1000-01-01' AND ${value} < '9000-01-01'`;

/** What a wire is cut to, by the hint that the plan gives for texts. */
const cutWires = [
  String.raw`https://sink\.example\.test/`,
  String.raw`h[0-9a-f]*\.sink\.example\.test$`,
  String.raw`sink-[0-9a-f]*@example\.test$`,
  String.raw`0 0 30 2 \*$`,
  'disabled:',
];

const numberIn = (mask: MaskSpec, parameter: string, otherwise: number) =>
  typeof mask[parameter] === 'number' ? mask[parameter] : otherwise;

/** Dates that are no first of January. */
export const withinYear = (_mask: MaskSpec, type: ColumnType, value: string): string | null =>
  dates.has(type.base) ? inside(value, `date_trunc('year', ${value})`) : null;

/** Dates and ages that do not begin a band of so many years. */
export function besideBand(mask: MaskSpec, type: ColumnType, value: string): string | null {
  const years = numberIn(mask, 'years', 5);
  return dates.has(type.base) ? inside(value, bandStart(value, years)) : besideGrid(value, type, years);
}

/** Numbers that are no multiple of the bucket's width. */
export const offTheGrid = (mask: MaskSpec, type: ColumnType, value: string): string | null =>
  besideGrid(value, type, numberIn(mask, 'width', 10));

const inside = (value: string, start: string) => `${isOrdinary(value)} AND ${value} <> ${start}`;

const bandStart = (value: string, years: number) =>
  `make_date((extract(year FROM ${value})::int4 / ${years}) * ${years}, 1, 1)`;

/** The constant as the type writes it; types that are not the server's own may be called otherwise in the target. */
export function otherThanConstant(mask: MaskSpec, type: ColumnType, value: string): string | null {
  const written = escapeLiteral(String(mask.value));
  if (type.kind === 'enum') return `${value}::text <> ${written}`;
  if (type.kind !== 'base' || type.schema !== 'pg_catalog') return null;
  return `${value}::text <> (${written}::${type.sql})::text`;
}

/** Numbers, and points of numbers, that are no multiple of the width, as far as the type can hold its multiples. */
function besideGrid(value: string, type: ColumnType, width: number): string | null {
  if (type.kind !== 'base') return null;
  if (type.base === 'point')
    return `(${[0, 1].map((axis) => besideMultiples(`(${value})[${axis}]`, width)).join(' OR ')})`;
  if (!numbers.has(type.base)) return null;
  const places = (String(width).split('.')[1] ?? '').length;
  if (type.base === 'numeric' && type.scale !== null && places > type.scale) return null;
  return besideMultiples(`${value}::float8`, width);
}

const besideMultiples = (number: string, width: number) =>
  `(${number} BETWEEN -1e300 AND 1e300
    AND abs(${number} - round(${number} / ${width}) * ${width}) > 1e-5 * greatest(abs(${number}), 1))`;

const texts = new Set(['text', 'varchar', 'bpchar', 'citext']);
const filler =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. ';
const longestFiller = 2_000;

/** Filler of any length is a beginning of the same text. */
export function otherThanFiller(mask: MaskSpec, type: ColumnType, value: string): string | null {
  if (mask.mode === 'redact' || type.kind !== 'base') return null;
  if (type.base === 'tsvector') return `${value}::text <> ''`;
  if (type.base === 'xml') return `${value}::text <> '<masked/>'`;
  if (!texts.has(type.base)) return null;
  const most = filler.repeat(Math.ceil(longestFiller / filler.length)).slice(0, longestFiller);
  // The filler is ASCII, and bytes are cut off without counting characters.
  return `substr('${most}'::bytea, 1, octet_length(${value}::text)) <> textsend(${value}::text)`;
}

/** Wires that lead somewhere, switches that are on, dates that come. */
export function liveWire(_mask: MaskSpec, type: ColumnType, value: string): string | null {
  if (type.kind === 'array') return `cardinality(${value}) > 0`;
  if (type.kind !== 'base') return null;
  if (['text', 'varchar', 'bpchar'].includes(type.base))
    return `${value}::text COLLATE "C" !~ '^(?:${cutWires.join('|')})'`;
  if (type.base === 'bool') return value;
  if (numbers.has(type.base)) return `${value} <> 0`;
  if (dates.has(type.base)) return `${value} < '9999-12-31'`;
  if (type.base === 'json' || type.base === 'jsonb') return `${value}::text <> '{}'`;
  return null;
}
