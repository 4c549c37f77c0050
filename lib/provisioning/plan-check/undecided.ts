import { commentPlace, isObjectPlace, type ScrubPlan } from '../../plan-format/scrub-plan';
import { largeObjectsPlace } from './large-objects';
import type { Refusal } from './refusal';

/** Text of the structure, extensions and large objects of which nobody has decided, or not so that it can be done. Pure. */
export function findUndecided(plan: ScrubPlan): Refusal[] {
  return Object.entries(plan.structure).flatMap(([place, { decision, reason, found }]): Refusal[] => {
    if (place === largeObjectsPlace && decision === 'keep')
      return [
        {
          code: 'large_object',
          table: place,
          message: `The ${place} are never copied; decide to drop them.`,
        },
      ];
    // Whether an extension may stay behind is for the source to say.
    if (isObjectPlace(place) && decision !== 'open') return [];
    const mayStay = place === largeObjectsPlace || place.startsWith(commentPlace);
    if (decision === 'drop' ? mayStay : decision === 'keep' && reason) return [];
    const message =
      decision === 'drop'
        ? `The ${place} is part of the structure and cannot be left out; keep it, or change the source.`
        : `The ${place} looks like ${found.join(', ')} and nobody has decided whether it may leave.`;
    return [{ code: 'structure_open', table: place, message }];
  });
}
