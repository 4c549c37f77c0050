import type { Client } from 'pg';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { readCatalogue } from '@/lib/provisioning/catalogue/catalogue';
import { listFunctionParameters } from '@/lib/provisioning/catalogue/obstacles/read-function-settings';
import { readSourceName } from '@/lib/provisioning/catalogue/read-source-name';
import { readUsedCollations } from '@/lib/provisioning/catalogue/read-used-collations';
import { type Offers, readOffers } from '@/lib/provisioning/catalogue/server/read-offers';
import { readServer } from '@/lib/provisioning/catalogue/server/read-server';
import { findLocaleFaults } from '@/lib/provisioning/cluster/locale-faults';
import { withConnection } from '@/lib/provisioning/connect';
import { ProvisioningError } from '@/lib/provisioning/provisioning-error';
import { checkPlan } from '@/lib/provisioning/scrub-plan/check/check-plan';
import { otherSource } from '@/lib/provisioning/scrub-plan/check/other-source';
import { assertNoneLocked } from '@/lib/provisioning/scrub-plan/check/source-obstacles';
import { PlanRefused } from '@/lib/provisioning/scrub-plan/refusal';
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

/** What the cluster of a target has. Refuses (ProvisioningError) rules for text that it lacks, and a role that may not create a database; the target need not exist. */
export async function offersOf(
  target: string,
  source: Client,
  schemas: string[],
  signal: AbortSignal,
): Promise<Offers> {
  const options = { side: 'target', applicationName: 'sandgate', database: 'postgres', signal } as const;
  const [server, collations] = [await readServer(source), await readUsedCollations(source, schemas)];
  const parameters = await listFunctionParameters(source, schemas);
  return withConnection(target, options, async (cluster) => {
    const faults = await findLocaleFaults(cluster, server, collations);
    if (faults.length > 0) throw new ProvisioningError('locale_unsupported', faults.join(' '));
    await assertMayCreate(cluster);
    return readOffers(cluster, { parameters });
  });
}

async function assertMayCreate(cluster: Client): Promise<void> {
  const { rows } = await cluster.query<{ mayCreate: boolean; grant: string }>(
    `SELECT rolsuper OR rolcreatedb AS "mayCreate", format('ALTER ROLE %I CREATEDB;', rolname) AS grant
       FROM pg_catalog.pg_roles WHERE rolname = current_user`,
  );
  const [role] = rows;
  if (role?.mayCreate) return;
  const message = 'The role of the target’s address may not create a database.';
  const remedy = 'The cluster’s administrator lets it, or names a role that may.';
  throw new ProvisioningError('rights_missing', message, undefined, { remedy, aside: role?.grant });
}
