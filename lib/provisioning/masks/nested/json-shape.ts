import { z } from 'zod';
import { type DataClass, dataClasses } from '../../scrub-plan/data-class';
import { namedRecord } from '../../scrub-plan/named-record';
import { type MaskSpec, maskSpec } from '../../scrub-plan/scrub-plan';

/**
 * What of a JSON document survives, written as a tree: a leaf says how its scalar is masked, an inner node names keys
 * or describes items. Whatever the tree does not name is dropped, as is a value of another kind than the tree expects.
 * A leaf may say what it holds; one that does not say so counts as holding what its column does.
 */
export type JsonNode =
  | { mask: MaskSpec; class?: DataClass | undefined; type?: 'text' | 'number' | 'boolean' | undefined }
  | { keys: Record<string, JsonNode> }
  | { items: JsonNode };

export const jsonNode: z.ZodType<JsonNode> = z.lazy(() =>
  z.union([
    z.strictObject({
      mask: maskSpec,
      class: z.enum(dataClasses).optional(),
      type: z.enum(['text', 'number', 'boolean']).optional(),
    }),
    z.strictObject({ keys: namedRecord(jsonNode) }),
    z.strictObject({ items: jsonNode }),
  ]),
);
