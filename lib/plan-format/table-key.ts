/**
 * The written name of a table or column wherever a plan, a report or a message needs one: parts joined by a point.
 * A part is quoted, as SQL would, only when it holds a point, a quote or white space, so that common names read
 * plainly and every name reads back to itself.
 */

const needsQuotes = /["\s.]|^$/;

function part(name: string): string {
  return needsQuotes.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** `schema.table`. */
export function tableKey(schema: string, table: string): string {
  return `${part(schema)}.${part(table)}`;
}

/** `schema.table.column`, from a table's key. */
export function columnKey(table: string, column: string): string {
  return `${table}.${part(column)}`;
}

/** The parts of a key, unquoted. Throws a RangeError on text that no key function wrote. */
export function splitKey(key: string): string[] {
  const parts = [...key.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map((found) =>
    found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'),
  );
  if (parts.map(part).join('.') !== key) throw new RangeError(`not a table or column key: ${key}`);
  return parts;
}

/** A column's key taken apart into its table's key and the bare column name. */
export function splitColumnKey(key: string): { table: string; column: string } {
  const [schema = '', table = '', column = ''] = splitKey(key);
  return { table: tableKey(schema, table), column };
}
