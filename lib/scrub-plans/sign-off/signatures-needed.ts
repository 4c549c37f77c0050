import type { ScrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { planRows } from '../plan-rows';

/**
 * How many people of compliance have to sign a plan: two where something sensitive leaves as it is, be it a column or a
 * part of one however deep inside other masks; one otherwise. Pure.
 */
export function signaturesNeeded(plan: Pick<ScrubPlan, 'tables'>): 1 | 2 {
  return planRows(plan).some((row) => row.keepsSensitive) ? 2 : 1;
}
