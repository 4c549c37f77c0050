import { escapeIdentifier } from 'pg';
import type { Statement } from '../sandbox-pool/run-statement';
import type { Column, TableShape } from '../sandbox-pool/table-shape';
import type { JsonValue } from './read-body';
import { noSuchRecord } from './record-address';
import { refuseColumn } from './refuse-column';

/**
 * The pieces of SQL that records are read and written with. Names come from the catalogue, quoted; values are bound as
 * text and cast, so that a value is never part of a statement.
 */

/**
 * An expression that is one row, aliased `t`, as JSON text. PostgreSQL writes it: dates become ISO 8601, json stays as
 * it is stored, and bigint and numeric, which a double cannot hold, become strings (not so inside of composites).
 */
export function recordJson(table: TableShape): string {
  const members = [...table.columns.values()].map((column) => {
    const name = escapeIdentifier(column.name);
    return `t.${name}${outgoingCasts[column.kind] ?? ''} AS ${name}`;
  });
  return `(SELECT pg_catalog.row_to_json(r)::text FROM (SELECT ${members.join(', ')}) AS r)`;
}

type Values = Pick<Statement, 'values'>;

const outgoingCasts: Partial<Record<Column['kind'], string>> = { exact: '::text', exact_array: '::text[]' };

/**
 * A number as JSON writes it, and the three that JSON lacks. PostgreSQL reads more than that (blanks around it, a plus, and
 * from 16 on underscores and other bases), and what it reads depends on its version.
 */
const numberText = /^-?\d+(\.\d+)?(e[+-]?\d+)?$|^(NaN|-?Infinity)$/i;

/** Whether a text may be a value of this column as far as its form says; numbers have one spelling on all servers. */
export function isFormOf({ kind }: Column, text: string): boolean {
  return (kind !== 'number' && kind !== 'exact') || numberText.test(text);
}

/**
 * An expression that matches the one row of a key, which has to stand as the API itself writes it, in an address or in a
 * record: `1_0`, `01` and ` 1` are numbers to PostgreSQL and no keys. Throws `not_found` for what is no number at all.
 */
export function matchKey({ values }: Values, { key }: TableShape, id: string): string {
  if (!isFormOf(key, id)) throw noSuchRecord();
  const place = bindText({ values }, key, id);
  const column = `t.${escapeIdentifier(key.name)}`;
  const spellings = `${column}::text, pg_catalog.to_json(${column}) OPERATOR(pg_catalog.#>>) '{}'`;
  return `${column} = ${place} AND $${values.length}::text IN (${spellings})`;
}

/** Adds a value that was given as text (a filter, an id, a page's end) and returns the expression that stands for it. */
export function bindText({ values }: Values, column: Column, text: string): string {
  values.push(text);
  return `$${values.length}::text::${column.type}`;
}

/** Adds a value of a JSON body and returns its expression. Throws a Problem that names the column. */
export function bindJson({ values }: Values, column: Column, value: JsonValue): string {
  values.push(value === null ? null : encode(column, value));
  const place = `$${values.length}::text`;
  if (column.kind !== 'composite' && column.kind !== 'array' && column.kind !== 'exact_array')
    return `${place}::${column.type}`;
  const wrapped = `pg_catalog.jsonb_build_object('v', ${place}::pg_catalog.jsonb)`;
  return `(SELECT x.v FROM pg_catalog.jsonb_to_record(${wrapped}) AS x(v ${column.type}))`;
}

function encode(column: Column, value: Exclude<JsonValue, null>): string {
  const { kind, name } = column;
  switch (kind) {
    case 'json':
      return JSON.stringify(value);
    case 'array':
    case 'exact_array':
      if (Array.isArray(value)) return JSON.stringify(value);
      throw refuseColumn(name, 'expects an array.');
    case 'composite':
      return encodeComposite(column, value);
    case 'boolean':
      if (typeof value === 'boolean') return String(value);
      throw refuseColumn(name, 'expects true or false.');
    case 'number':
    case 'exact':
      if (typeof value === 'number' || (typeof value === 'string' && isFormOf(column, value)))
        return String(value);
      throw refuseColumn(name, 'expects a number, or a string that holds one.');
    case 'text':
      if (typeof value === 'string') return value;
      throw refuseColumn(name, 'expects a string.');
  }
}

function encodeComposite({ name, attributes }: Column, value: Exclude<JsonValue, null>): string {
  if (typeof value !== 'object' || Array.isArray(value))
    throw refuseColumn(name, `expects an object with ${attributes.join(', ')}.`);
  const unknown = Object.keys(value).find((each) => !attributes.includes(each));
  if (unknown !== undefined)
    throw refuseColumn(name, `has no attribute ${JSON.stringify(unknown.slice(0, 63))}.`);
  return JSON.stringify(value);
}

/** The column of a body's member. Throws a Problem for one that does not exist or that PostgreSQL fills by itself. */
export function writableColumn(table: TableShape, name: string): Column {
  const column = table.columns.get(name);
  const shown = name.slice(0, 63);
  if (!column) throw refuseColumn(shown, 'There is no such column.');
  if (column.isGenerated) throw refuseColumn(shown, 'The database fills this column by itself.');
  return column;
}
