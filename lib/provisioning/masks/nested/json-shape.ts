import { z } from 'zod';
import { type MaskSpec, maskSpec } from '../../scrub-plan/scrub-plan';

/**
 * What of a JSON document survives, written as a tree: a leaf says how its scalar is masked, an inner node names keys
 * or describes items. Whatever the tree does not name is dropped, as is a value of another kind than the tree expects.
 */
export type JsonNode =
  | { mask: MaskSpec; type?: 'text' | 'number' | 'boolean' }
  | { keys: Record<string, JsonNode> }
  | { items: JsonNode };

export const jsonNode: z.ZodType<JsonNode> = z.lazy(() =>
  z.union([
    z.strictObject({ mask: maskSpec, type: z.enum(['text', 'number', 'boolean']).optional() }),
    z.strictObject({ keys: z.record(z.string(), jsonNode) }),
    z.strictObject({ items: jsonNode }),
  ]),
);
