import { type DataClass, isSensitive } from '../../plan-format/data-class';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { findMask } from './registry';

/**
 * Whether a mask lets values, or readable parts of them, leave as they are: `keep`, redaction in place, digits whose
 * letters or longer prefix stay, and every mask that holds one of these for a key, an item, a field or a bound. Says
 * nothing of what coarser values (years, buckets, noise) still tell; that is the mask's strength. A mask that is not
 * known, or whose parameters it does not take, counts as keeping. An absent mask masks nothing, so that it does too.
 */
export function keepsValues(mask: MaskSpec | undefined): boolean {
  const found = mask && findMask(mask.name);
  return !found || found.keepsValues(mask) || found.inner(mask).some((inner) => keepsValues(inner.mask));
}

/**
 * Whether something sensitive leaves as it is, where the column holds `held`. A key inside a document that says what it
 * holds is judged by that: a theme beside an address may stay. What says nothing counts as holding what its column does.
 */
export function keepsSensitive(mask: MaskSpec | undefined, held: DataClass): boolean {
  const found = mask && findMask(mask.name);
  if (!found || found.keepsValues(mask)) return isSensitive(held);
  return found.inner(mask).some((inner) => keepsSensitive(inner.mask, inner.class ?? held));
}
