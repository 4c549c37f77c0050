import type { Client } from 'pg';
import { readCatalogue } from '@/lib/provisioning/catalogue/catalogue';
import { readSourceName } from '@/lib/provisioning/catalogue/read-source-name';
import type { Offers } from '@/lib/provisioning/catalogue/server/read-offers';
import { withConnection } from '@/lib/provisioning/connect';
import { checkPlan } from '@/lib/provisioning/scrub-plan/check/check-plan';
import { otherSource } from '@/lib/provisioning/scrub-plan/check/other-source';
import { assertNoneLocked } from '@/lib/provisioning/scrub-plan/check/source-obstacles';
import { PlanRefused } from '@/lib/provisioning/scrub-plan/refusal';
import type { ScrubPlan } from '@/lib/provisioning/scrub-plan/scrub-plan';
import { complain } from './engine-failure';

/** Refuses (PlanRefused) a plan that was made for another database than the one that names itself so. */
export function assertMadeFor(plan: ScrubPlan, name: string): void {
  const other = otherSource(plan, name);
  if (other) throw new PlanRefused([other]);
}

/** How the database at a URL names itself. Rejects with a ProvisioningError where it does not answer. */
export function nameOf(url: string, signal: AbortSignal): Promise<string> {
  return withConnection(url, { side: 'source', applicationName: 'sandgate', signal }, readSourceName);
}

/**
 * Refuses (PlanRefused) a plan that cannot be carried out on the source as it is now, and says on standard error what a
 * person should know besides; with what a target offers, also what that lacks. The client must not be inside a transaction.
 */
export async function assertFits(plan: ScrubPlan, client: Client, offers?: Offers): Promise<void> {
  await assertNoneLocked(client, plan.schemas);
  const { refusals, warnings } = await checkPlan(plan, await readCatalogue(client, plan.schemas), {
    client,
    server: await readSourceName(client),
    ...(offers && { offers }),
  });
  for (const { code, message } of warnings) complain(`[${code}] ${message}`);
  if (refusals.length > 0) throw new PlanRefused(refusals);
}
