/**
 * Rows as the generators give them: a cell is what COPY would read as text, so arrays, JSON, bytes, ranges and
 * composites are spelled here in PostgreSQL's own notation and the writers only have to escape.
 */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** One table's columns (generated ones left out) and its rows, which may be walked once. */
export type TableRows = { table: string; columns: readonly string[]; rows: Iterable<Row> };

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Column names, separated by white space. */
export function columnNames(list: string): string[] {
  return list.trim().split(/\s+/);
}

/** JSON text; keys whose value is undefined are left out. */
export function json(value: Json): string {
  return JSON.stringify(value);
}

/** An array literal: `{plain,"with a space"}`. */
export function array(values: readonly string[]): string {
  return `{${values.map((value) => (/^[\w.@+-]+$/.test(value) && !/^null$/i.test(value) ? value : quote(value))).join(',')}}`;
}

/** A composite literal; a null field is left empty. */
export function composite(fields: readonly (string | null)[]): string {
  return `(${fields.map((field) => (field === null ? '' : quote(field))).join(',')})`;
}

/** The hexadecimal form of bytea. */
export function bytes(hexadecimal: string): string {
  return `\\x${hexadecimal}`;
}

const day = 86_400_000;

/** Milliseconds since 1970 as a timestamp in UTC, to the second. */
export function timestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** The UTC day of a moment, `2026-03-14`. */
export function date(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** Milliseconds of so many days. */
export function days(count: number): number {
  return count * day;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
