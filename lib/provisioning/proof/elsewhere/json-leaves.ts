import { escapeLiteral } from 'pg';
import { z } from 'zod';
import { type DataClass, dataClasses } from '../../scrub-plan/data-class';
import { namedRecord } from '../../scrub-plan/named-record';
import { type MaskSpec, maskSpec } from '../../scrub-plan/scrub-plan';

/** What a plan says of the leaves of a document, read from its words alone. */

type Node = Leaf | { keys: Record<string, Node> } | { items: Node };
type Leaf = { mask: MaskSpec; class?: DataClass | undefined };

const node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    z.looseObject({ mask: maskSpec, class: z.enum(dataClasses).optional() }),
    z.looseObject({ keys: namedRecord(node) }),
    z.looseObject({ items: node }),
  ]),
);

/** Keys from the outside in; null stands for every item of an array. */
export type JsonPath = readonly (string | null)[];

export type JsonLeaf = { path: JsonPath; mask: MaskSpec; dataClass: DataClass | undefined };

/** All leaves that a shape names; none where it is no shape. Pure. */
export function jsonLeaves(shape: unknown): JsonLeaf[] {
  const read = node.safeParse(shape);
  return read.success ? leavesIn(read.data, []) : [];
}

function leavesIn(at: Node, path: JsonPath): JsonLeaf[] {
  if ('mask' in at) return [{ path, mask: at.mask, dataClass: at.class }];
  if ('items' in at) return leavesIn(at.items, [...path, null]);
  return Object.entries(at.keys).flatMap(([key, inside]) => leavesIn(inside, [...path, key]));
}

/** The value at a path of keys, which is followed faster by one operator after another than by a path. */
export const jsonAt = (document: string, path: JsonPath) =>
  [document, ...path.map((step) => escapeLiteral(step ?? ''))].join(' -> ');

/** The same as text. */
export function jsonTextAt(document: string, path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return `(${document} #>> '{}')`;
  return `(${jsonAt(document, path.slice(0, -1))} ->> ${escapeLiteral(last ?? '')})`;
}

/** A path with lists in it, as a literal for the functions of SQL/JSON. */
export const jsonStepsOf = (path: JsonPath) =>
  `${escapeLiteral(`lax $${path.map((step) => (step === null ? '[*]' : `.${JSON.stringify(step)}`)).join('')}`)}::jsonpath`;
