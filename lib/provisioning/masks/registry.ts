import type { Mask } from './mask';
import { keep } from './plain/keep';

/** Every mask, in the order in which a person is offered them. */
export const masks: readonly Mask[] = [keep];

const byName = new Map(masks.map((mask) => [mask.name, mask]));

/** The mask of that name, or null. */
export function findMask(name: string): Mask | null {
  return byName.get(name) ?? null;
}
