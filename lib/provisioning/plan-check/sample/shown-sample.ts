import { type JsonNode, type JsonObject, jsonNode } from '../../../plan-format/json-shape';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { shapeOf } from '../../classify/values/shape';
import { keepsValues } from '../../masks/keeps-values';

/**
 * What of a masked value may be shown before anybody signed: all of it where the mask replaces values, and its shape
 * alone where the mask lets values or readable parts of them pass, since those are raw values of production. Whoever may
 * edit a plan could otherwise read any column by setting it to `keep`.
 */

/** As much of a masked value as is shown. In characters. */
export const shownCharacters = 200;

/** As much of a document as is read to find its kept parts; a longer one is shown by its shape. In characters. */
export const readCharacters = 20_000;

/**
 * The masked text as it may be shown, cut at 200 characters. Of a document, kept parts are replaced by their shapes and
 * the rest stands as it is masked; of every other value that is kept in part (arrays, composites, hstore, ranges,
 * redacted texts), the shape of the whole. Pure.
 */
export function shownSample(mask: MaskSpec | undefined, masked: string): { text: string; isKept: boolean } {
  if (!keepsValues(mask)) return { text: masked.slice(0, shownCharacters), isKept: false };
  return { text: (documentShown(mask, masked) ?? shapeOf(masked)).slice(0, shownCharacters), isKept: true };
}

function documentShown(mask: MaskSpec | undefined, masked: string): string | null {
  if (mask?.name !== 'json') return null;
  const node = jsonNode.safeParse(mask.shape);
  if (!node.success) return null;
  try {
    return JSON.stringify(withoutKept(JSON.parse(masked), node.data));
  } catch {
    return null;
  }
}

/** A value with each part that its node keeps as its shape; a part that no node speaks of is shown by its shape, too. */
function withoutKept(value: unknown, node: JsonNode | undefined): unknown {
  if (value === null) return null;
  if (node && 'keys' in node && typeof value === 'object' && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => entryShown(key, inner, node)));
  if (node && 'items' in node && Array.isArray(value))
    return value.map((inner) => withoutKept(inner, node.items));
  if (node && 'mask' in node && !keepsValues(node.mask)) return value;
  return shapeOf(typeof value === 'string' ? value : JSON.stringify(value));
}

/** A key as the plan names it, or as it is masked; one that is kept although the plan does not name it is shown by its shape. */
function entryShown(key: string, value: unknown, { keys, others }: JsonObject): [string, unknown] {
  if (Object.hasOwn(keys, key)) return [key, withoutKept(value, keys[key])];
  const isMasked = others !== undefined && !keepsValues(others.key.mask);
  return [isMasked ? key : shapeOf(key), withoutKept(value, others?.value)];
}
