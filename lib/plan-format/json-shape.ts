import { z } from 'zod';
import { type DataClass, dataClasses } from './data-class';
import { namedRecord } from './named-record';
import { type MaskSpec, maskSpec } from './scrub-plan';

/**
 * What of a JSON document survives, written as a tree: a leaf says how its scalar is masked, an inner node names keys
 * or describes items. Whatever the tree does not name is dropped, as is a value of another kind than the tree expects.
 * A leaf may say what it holds; one that does not say so counts as holding what its column does.
 *
 * Keys that are data themselves, such as names in a map, must not stand in a plan. `others` speaks of every key that `keys`
 * does not name: how the key is masked, and what is below it. Without it they are dropped.
 */
export type JsonNode = JsonLeaf | JsonObject | { items: JsonNode };

export type JsonLeaf = {
  mask: MaskSpec;
  class?: DataClass | undefined;
  type?: 'text' | 'number' | 'boolean' | undefined;
};

export type JsonObject = { keys: Record<string, JsonNode>; others?: JsonOthers | undefined };

export type JsonOthers = { key: MaskedKey; value: JsonNode };

/** How a key that is data is masked, and what it holds. */
export type MaskedKey = { mask: MaskSpec; class?: DataClass | undefined };

export const maskedKey = z.strictObject({ mask: maskSpec, class: z.enum(dataClasses).optional() });

export const jsonNode: z.ZodType<JsonNode> = z.lazy(() =>
  z.union([
    maskedKey.extend({ type: z.enum(['text', 'number', 'boolean']).optional() }),
    z.strictObject({
      keys: namedRecord(jsonNode),
      others: z.strictObject({ key: maskedKey, value: jsonNode }).optional(),
    }),
    z.strictObject({ items: jsonNode }),
  ]),
);

/** Every mask of a tree, those of keys among them. */
export function masksOf(node: JsonNode): MaskedKey[] {
  if ('mask' in node) return [node];
  if ('items' in node) return masksOf(node.items);
  const { keys, others } = node;
  return [...Object.values(keys).flatMap(masksOf), ...(others ? [others.key, ...masksOf(others.value)] : [])];
}
