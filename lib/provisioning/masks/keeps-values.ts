import type { MaskSpec } from '../scrub-plan/scrub-plan';
import { findMask } from './registry';

/**
 * Whether a mask lets values, or readable parts of them, leave as they are: `keep`, redaction in place, digits whose
 * letters or longer prefix stay, and every mask that holds one of these for a key, an item, a field or a bound. Says
 * nothing of what coarser values (years, buckets, noise) still tell; that is the mask's strength. A mask that is not
 * known, or whose parameters it does not take, counts as keeping. An absent mask masks nothing, so that it does too.
 */
export function keepsValues(mask: MaskSpec | undefined): boolean {
  const found = mask && findMask(mask.name);
  return !found || found.keepsValues(mask) || found.inner(mask).some(keepsValues);
}
