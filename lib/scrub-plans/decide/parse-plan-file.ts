import { invalidField } from '../../errors';
import { PlanFileError, readPlan } from '../../plan-format/plan-file';
import type { ScrubPlan } from '../../plan-format/scrub-plan';

/** A plan of some two thousand tables is 4 MB; larger texts are no plans. In characters. */
export const longestPlan = 8_000_000;

/** A plan from a file's text. Throws `invalid_input` at `document`, naming the first places that are wrong. */
export function parsePlanFile(text: string): ScrubPlan {
  try {
    return readPlan(text);
  } catch (error) {
    if (!(error instanceof PlanFileError)) throw error;
    const hint = 'Export the plan, edit that file, and import it again.';
    throw invalidField('document', `${error.problems.slice(0, 3).join('; ')} ${hint}`);
  }
}
