import { readSourceName } from '@/lib/provisioning/catalogue/read-source-name';
import { withConnection } from '@/lib/provisioning/connect';
import { otherSource } from '@/lib/provisioning/scrub-plan/check/other-source';
import { PlanRefused } from '@/lib/provisioning/scrub-plan/refusal';
import type { ScrubPlan } from '@/lib/provisioning/scrub-plan/scrub-plan';

/** Refuses (PlanRefused) a plan that was made for another database than the one that names itself so. */
export function assertMadeFor(plan: ScrubPlan, name: string): void {
  const other = otherSource(plan, name);
  if (other) throw new PlanRefused([other]);
}

/** How the database at a URL names itself. Rejects with a ProvisioningError where it does not answer. */
export function nameOf(url: string, signal: AbortSignal): Promise<string> {
  return withConnection(url, { side: 'source', applicationName: 'sandgate', signal }, readSourceName);
}
