import { type MaskSpec, maskSpec } from '../../../plan-format/scrub-plan';
import { type MaskPromise, type Outcome, promisesOf } from './mask-promises';

/** What the table of promises says of a mask with its parameters. Pure. */

/** What this decision promises of every value, whatever the column's type. More than that may hold of some (`promise.ts`). */
export function outcomeOf(mask: MaskSpec | undefined): Outcome {
  if (!mask) return { is: 'kept' };
  const values = promisesOf(mask.name)?.values;
  if (!values) return { is: 'reported', because: 'the mask is not known here' };
  return typeof values === 'function' ? values(mask) : values;
}

/** Whether this decision leaves nothing of a value that is long enough. */
export function isThorough(mask: MaskSpec | undefined): boolean {
  const { is } = outcomeOf(mask);
  return is === 'absent' || is === 'changed';
}

/** Whether a mask that holds others holds any that leaves nothing of a value. */
export function holdsThorough(mask: MaskSpec): boolean {
  return Object.values(mask).some((inside) => anyThorough(inside));
}

function anyThorough(inside: unknown): boolean {
  if (typeof inside !== 'object' || inside === null) return false;
  const own = maskSpec.safeParse(inside);
  if (own.success && isThorough(own.data)) return true;
  return Object.values(inside).some(anyThorough);
}

/** How a mask holds others; undefined for one that holds none. */
export function holdingOf(mask: MaskSpec): MaskPromise['holds'] {
  return promisesOf(mask.name)?.holds;
}

/** Whether keys of documents under this mask are none that the source has. */
export function renewsKeys(mask: MaskSpec): boolean {
  return outcomeOf(mask).is === 'absent' || promisesOf(mask.name)?.renewsKeys === true;
}

/** Whether this decision leaves text that people can read: all of it, or what no pattern found. */
export function isReadable(mask: MaskSpec | undefined): boolean {
  return outcomeOf(mask).is === 'kept' || (mask ? (promisesOf(mask.name)?.readable?.(mask) ?? false) : false);
}
