import type { ScrubPlan } from '../../plan-format/scrub-plan';
import type { Refusal } from './refusal';

/** A plan speaks of one database: the refusal where another one names itself `found` (readSourceName); null where it is that. */
export function otherSource(plan: ScrubPlan, found: string): Refusal | null {
  const { server } = plan.source;
  if (found === server) return null;
  const message = `The plan was made for ${server}, not for ${found}.`;
  return { code: 'other_source', table: server, message };
}
