import { z } from 'zod';
import { namedRecord } from '../../../plan-format/named-record';
import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import { holdingOf, renewsKeys } from '../promises/expectation';
import type { KeyPlace, Step } from './key-place';

/**
 * Where documents have keys, by the plan's words: which of them it names, and whether the others must be new or must not be
 * there at all. Arrays, composites and hstore are looked into as the documents that they can be written as.
 */

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

const othersOf = (others: { key: { mask: MaskSpec } } | undefined): KeyPlace['others'] =>
  others ? (renewsKeys(others.key.mask) ? 'renewed' : 'any') : 'absent';

/** The places that a mask speaks of; none for a mask of values without keys. */
export function keyPlaces(mask: MaskSpec, path: readonly Step[] = []): KeyPlace[] {
  const { shape, keys, others, element, fields } = holder.parse(mask);
  const holding = holdingOf(mask);
  if (holding === 'document' && shape) return placesIn(shape, path);
  if (holding === 'map' && keys) return [{ path, named: Object.keys(keys), others: othersOf(others) }];
  if (holding === 'list' && element) return keyPlaces(element, [...path, 'items']);
  if (holding !== 'row') return [];
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
