import { isSensitive } from '../../provisioning/scrub-plan/data-class';
import type { ScrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { planRows } from '../plan-rows';

/**
 * How many people of compliance have to sign a plan: two where a column that is sensitive leaves as it is, or any part
 * of it does, however deep inside other masks; one otherwise. Pure.
 */
export function signaturesNeeded(plan: Pick<ScrubPlan, 'tables'>): 1 | 2 {
  return planRows(plan).some((row) => row.isKept && isSensitive(row.class)) ? 2 : 1;
}
