import { escapeLiteral } from 'pg';
import { z } from 'zod';
import { namedRecord } from '../../../plan-format/named-record';
import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import type { ColumnType } from '../../catalogue/column-type';
import { expectationOf } from './expectation';

/**
 * Where documents have keys, by the plan's words: which of them it names, and whether the others must be new or must not be
 * there at all. Arrays, composites and hstore are looked into as the documents that they can be written as.
 */

/** Steps from the outside in: a key, every item of an array, or every key but these. */
type Step = { key: string } | 'items' | { except: readonly string[] };

export type KeyPlace = {
  path: readonly Step[];
  named: readonly string[];
  /** `absent`: no key is there but the named ones. `renewed`: none that the source has. `any`: the mask may meet others. */
  others: 'absent' | 'renewed' | 'any';
};

const masked = z.looseObject({ mask: maskSpec });
const node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    masked,
    z.looseObject({
      keys: namedRecord(node),
      others: z.looseObject({ key: masked, value: node }).optional(),
    }),
    z.looseObject({ items: node }),
  ]),
);
type Node = { mask: MaskSpec } | ObjectNode | { items: Node };
type ObjectNode = {
  keys: Record<string, Node>;
  others?: { key: { mask: MaskSpec }; value: Node } | undefined;
};

const holder = z.looseObject({
  shape: node.optional(),
  keys: namedRecord(maskSpec).optional(),
  others: z.looseObject({ key: masked }).optional(),
  element: maskSpec.optional(),
  fields: namedRecord(maskSpec).optional(),
});

const isRenewed = (mask: MaskSpec) => expectationOf({ mask }) === 'absent' || mask.name === 'pseudonym';

const othersOf = (others: { key: { mask: MaskSpec } } | undefined): KeyPlace['others'] =>
  others ? (isRenewed(others.key.mask) ? 'renewed' : 'any') : 'absent';

/** The places that a mask speaks of; none for a mask of values without keys. */
export function keyPlaces(mask: MaskSpec, path: readonly Step[] = []): KeyPlace[] {
  const { shape, keys, others, element, fields } = holder.parse(mask);
  if (mask.name === 'json' && shape) return placesIn(shape, path);
  if (mask.name === 'hstore' && keys) return [{ path, named: Object.keys(keys), others: othersOf(others) }];
  if (mask.name === 'array' && element) return keyPlaces(element, [...path, 'items']);
  if (mask.name !== 'fields') return [];
  return Object.entries(fields ?? {}).flatMap(([key, inside]) => keyPlaces(inside, [...path, { key }]));
}

function placesIn(at: Node, path: readonly Step[]): KeyPlace[] {
  if ('mask' in at) return [];
  if ('items' in at) return placesIn(at.items, [...path, 'items']);
  const named = Object.keys(at.keys);
  return [
    { path, named, others: othersOf(at.others) },
    ...Object.entries(at.keys).flatMap(([key, inside]) => placesIn(inside, [...path, { key }])),
    ...(at.others ? placesIn(at.others.value, [...path, { except: named }]) : []),
  ];
}

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
