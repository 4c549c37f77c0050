import { escapeLiteral } from 'pg';
import { z } from 'zod';
import { type DataClass, dataClasses } from '../../../plan-format/data-class';
import { namedRecord } from '../../../plan-format/named-record';
import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import { keysBut } from '../compare/key-conditions';

/** What a plan says of the leaves of a document and of keys that are data, read from its words alone. */

const leaf = z.looseObject({ mask: maskSpec, class: z.enum(dataClasses).optional() });
const node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    leaf,
    z.looseObject({
      keys: namedRecord(node),
      others: z.looseObject({ key: leaf, value: node }).optional(),
    }),
    z.looseObject({ items: node }),
  ]),
);
type Node =
  | Leaf
  | { keys: Record<string, Node>; others?: { key: Leaf; value: Node } | undefined }
  | { items: Node };
type Leaf = { mask: MaskSpec; class?: DataClass | undefined };

/** From the outside in: a key, every item of an array (null), or every key but these; at the end those keys themselves. */
type JsonStep = string | null | { except: readonly string[]; isKey?: true };
export type JsonPath = readonly JsonStep[];

export type JsonLeaf = { path: JsonPath; mask: MaskSpec; dataClass: DataClass | undefined };

/** All leaves that a shape names, and the keys that it masks; none where it is no shape. Pure. */
export function jsonLeaves(shape: unknown): JsonLeaf[] {
  const read = node.safeParse(shape);
  return read.success ? leavesIn(read.data, []) : [];
}

function leavesIn(at: Node, path: JsonPath): JsonLeaf[] {
  if ('mask' in at) return [{ path, mask: at.mask, dataClass: at.class }];
  if ('items' in at) return leavesIn(at.items, [...path, null]);
  const { keys, others } = at;
  const except = Object.keys(keys);
  return [
    ...Object.entries(keys).flatMap(([key, inside]) => leavesIn(inside, [...path, key])),
    ...(others ? leavesIn(others.key, [...path, { except, isKey: true }]) : []),
    ...(others ? leavesIn(others.value, [...path, { except }]) : []),
  ];
}

/** The keys of a path that leads through nothing else; null for others. */
export function keysOf(path: JsonPath): string[] | null {
  const keys = path.filter((step) => typeof step === 'string');
  return keys.length === path.length ? keys : null;
}

/** The value at a path of keys, which is followed faster by one operator after another than by a path. */
export const jsonAt = (document: string, keys: readonly string[]) =>
  `(${[document, ...keys.map(escapeLiteral)].join(' -> ')})`;

/** The same as text. */
export function jsonTextAt(document: string, keys: readonly string[]): string {
  const last = keys.at(-1);
  if (last === undefined) return `(${document} #>> '{}')`;
  return `(${jsonAt(document, keys.slice(0, -1))} ->> ${escapeLiteral(last)})`;
}

/** Arguments of the functions of SQL/JSON for a path; what is of another kind than it expects is passed over. */
export function jsonPathOf(path: JsonPath): string {
  const steps = path.map((step) => {
    if (step === null) return '[*]';
    if (typeof step === 'string') return `.${JSON.stringify(step)}`;
    const values = keysBut(step.except);
    return step.isKey ? `${values.slice(0, -'.value'.length)}.key` : values;
  });
  return `${escapeLiteral(`$${steps.join('')}`)}::jsonpath, '{}', true`;
}

/** A path as people read it. */
export const labelOf = (path: JsonPath) =>
  path.map((step) => (typeof step === 'string' ? step : step === null ? '[]' : '*')).join('.');
