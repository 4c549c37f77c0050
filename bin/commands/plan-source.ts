import { readSourceName } from '@/lib/provisioning/catalogue/read-source-name';
import { withConnection } from '@/lib/provisioning/connect';
import { PlanRefused } from '@/lib/provisioning/scrub-plan/refusal';
import type { ScrubPlan } from '@/lib/provisioning/scrub-plan/scrub-plan';

/** Refuses (PlanRefused) a plan that was made for another database than the one that names itself so. */
export function assertMadeFor(plan: ScrubPlan, name: string): void {
  if (plan.source.server === name) return;
  const message = `The plan was made for ${plan.source.server}, not for ${name}.`;
  throw new PlanRefused([{ code: 'other_source', table: plan.source.server, message }]);
}

/** How the database at a URL names itself. Rejects with a ProvisioningError where it does not answer. */
export function nameOf(url: string, signal: AbortSignal): Promise<string> {
  return withConnection(url, { side: 'source', applicationName: 'sandgate', signal }, readSourceName);
}
