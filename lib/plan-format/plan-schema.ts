import { z } from 'zod';
import { scrubPlan } from './scrub-plan';

/**
 * The JSON Schema of the plan file (`docs/plan.schema.json`), made from the zod schema, so that editors check what
 * people type while they type it. A test holds the file to this value.
 */
export function planSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(scrubPlan, { io: 'input' }), title: 'Sandgate scrub plan' };
}
