import { isKeptText, isObjectPlace, type ScrubPlan } from '../../plan-format/scrub-plan';
import { planRows } from '../plan-rows';

/**
 * How many people of compliance have to sign a plan: two where something sensitive leaves as it is, be it a column, a
 * part of one however deep inside other masks, a comment, or another text of the structure that looks like somebody's
 * data and not just like a sentence; one otherwise. Pure.
 */
export function signaturesNeeded(plan: Pick<ScrubPlan, 'tables' | 'structure'>): 1 | 2 {
  const isSensitive = Object.entries(plan.structure).some(
    ([place, text]) =>
      isKeptText(text) && !isObjectPlace(place) && text.found.some((what) => what !== 'free text'),
  );
  return isSensitive || planRows(plan).some((row) => row.keepsSensitive) ? 2 : 1;
}
