import { type JsonNode, jsonNode } from '../../../plan-format/json-shape';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { findMask } from '../registry';

/** The keys of documents that a mask names, those of masks inside it among them. None for parameters that cannot be read. */
export function namedKeys(mask: MaskSpec): string[] {
  const inside = findMask(mask.name)?.inner(mask) ?? [];
  return [...ownKeys(mask), ...inside.flatMap((inner) => namedKeys(inner.mask))];
}

function ownKeys(mask: MaskSpec): string[] {
  if (mask.name === 'hstore') return typeof mask.keys === 'object' && mask.keys ? Object.keys(mask.keys) : [];
  const shape = mask.name === 'json' ? jsonNode.safeParse(mask.shape) : undefined;
  return shape?.success ? keysOf(shape.data) : [];
}

function keysOf(node: JsonNode): string[] {
  if ('mask' in node) return [];
  if ('items' in node) return keysOf(node.items);
  const below = [...Object.values(node.keys), ...(node.others ? [node.others.value] : [])];
  return [...Object.keys(node.keys), ...below.flatMap(keysOf)];
}
