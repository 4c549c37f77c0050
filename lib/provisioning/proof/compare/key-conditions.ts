import { escapeLiteral } from 'pg';
import type { ColumnType } from '../../catalogue/column-type';
import type { KeyPlace, Step } from './key-place';

/** Keys at a place of a document in SQL: conditions and FROM items over a value that is or can be written as a document. */

const texts = new Set(['text', 'varchar', 'bpchar', 'citext']);

/** A value as the document that it is or can be written as; text that is none, as an empty one. */
export function asDocument(type: ColumnType, value: string): string {
  if (type.kind === 'base' && type.base === 'jsonb') return value;
  if (type.kind !== 'base' || !texts.has(type.base)) return `to_jsonb(${value})`;
  return `CASE WHEN pg_input_is_valid(${value}::text, 'jsonb') THEN ${value}::text::jsonb END`;
}

/** A step of a jsonpath: what is below every key but these. */
export function keysBut(named: readonly string[]): string {
  const others = named.map((key) => `@.key != ${JSON.stringify(key)}`).join(' && ');
  return ` ? (@.type() == "object").keyvalue()${others && ` ? (${others})`}.value`;
}

const jsonPath = (path: readonly Step[]) =>
  escapeLiteral(
    `$${path
      .map((step) => {
        if (step === 'items') return '[*]';
        return 'key' in step ? `.${JSON.stringify(step.key)}` : keysBut(step.except);
      })
      .join('')}`,
  );

/** What stands at the end of a path of keys alone, which is followed many times as fast as any other; null for others. */
function followed(document: string, path: readonly Step[]): string | null {
  const keys = path.flatMap((step) => (typeof step === 'object' && 'key' in step ? [step.key] : []));
  if (keys.length < path.length) return null;
  return `(${[`(${document})`, ...keys.map(escapeLiteral)].join(' -> ')})`;
}

const listed = (named: readonly string[]) => `ARRAY[${named.map(escapeLiteral).join(', ')}]::text[]`;
const found = (document: string, path: readonly Step[]) =>
  `jsonb_path_query(${document}, ${jsonPath(path)}::jsonpath, '{}', true) AS found (object)`;

/** An SQL condition: an object at this place of a document has a key that the plan does not name. */
export function holdsUnnamed(document: string, { path, named }: KeyPlace): string {
  const more = (object: string) =>
    `coalesce(CASE jsonb_typeof(${object}) WHEN 'object' THEN ${object} - ${listed(named)} <> '{}' END, false)`;
  const object = followed(document, path);
  return object ? more(object) : `EXISTS (SELECT FROM ${found(document, path)} WHERE ${more('object')})`;
}

/** FROM item of one column `key`: the keys at this place of a document that the plan does not name. */
export function unnamedKeys(document: string, { path, named }: KeyPlace): string {
  const keys = (object: string) =>
    `jsonb_object_keys(CASE jsonb_typeof(${object}) WHEN 'object' THEN ${object} ELSE '{}' END) AS key`;
  const object = followed(document, path);
  const from = object ? keys(object) : `${found(document, path)}, ${keys('object')}`;
  return `(SELECT key FROM ${from} WHERE key <> '' AND key <> ALL (${listed(named)}))`;
}
