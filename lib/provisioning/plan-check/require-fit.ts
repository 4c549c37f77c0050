import type { Client } from 'pg';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { listFunctionParameters } from '../catalogue/obstacles/read-function-settings';
import { readSourceName } from '../catalogue/read-source-name';
import { readUsedCollations } from '../catalogue/read-used-collations';
import { type Offers, readOffers } from '../catalogue/server/read-offers';
import { readServer } from '../catalogue/server/read-server';
import { findLocaleFaults } from '../cluster/locale-faults';
import { withConnection } from '../connect';
import { ProvisioningError } from '../provisioning-error';
import { weighPlan } from '../snapshot/plan/weigh-plan';
import type { Content } from '../snapshot/target/build-database';
import { checkPlan } from './check-plan';
import { otherSource, PlanRefused, type Refusal } from './refusal';
import { assertNoneLocked } from './source-obstacles';

/**
 * A plan held against its source, and against the server that a copy is for, before anything is made. Each refuses what
 * does not fit (`PlanRefused`), fails with a ProvisioningError where a server does not answer, and changes nothing.
 */

type Given = {
  /** The URL of the source. */
  source: string;
  signal: AbortSignal;
  /** Told what a person should know and need not change, before a refusal is thrown. */
  onWarning: (warning: Refusal) => void;
};

/** Refuses a plan that was made for another database than the one at this URL. */
export async function requireSameSource(
  plan: ScrubPlan,
  { source, signal }: Omit<Given, 'onWarning'>,
): Promise<void> {
  await withConnection(source, optionsOf(signal), async (client) => assertMadeFor(plan, client));
}

/** Refuses a plan that cannot be carried out on the source as it is now, or on the cluster of a target that need not exist. */
export async function requireFit(plan: ScrubPlan, given: Given & { target?: string }): Promise<void> {
  const { source, target, signal, onWarning } = given;
  await withConnection(source, optionsOf(signal), async (client) => {
    const offers = target === undefined ? undefined : await offersOf(target, client, plan.schemas, signal);
    await assertFits(plan, client, onWarning, offers);
  });
}

/** The same for a copy that begins now, whose database is then made for what this resolves with. */
export async function prepareContent(plan: ScrubPlan, given: Given & { target: string }): Promise<Content> {
  const { source, target, signal, onWarning } = given;
  return withConnection(source, optionsOf(signal), async (client) => {
    await assertMadeFor(plan, client);
    await assertFits(plan, client, onWarning, await offersOf(target, client, plan.schemas, signal));
    return { like: await readServer(client), room: await weighPlan(client, plan) };
  });
}

const optionsOf = (signal: AbortSignal) => ({ side: 'source', applicationName: 'sandgate', signal }) as const;

async function assertMadeFor(plan: ScrubPlan, client: Client): Promise<void> {
  const other = otherSource(plan, await readSourceName(client));
  if (other) throw new PlanRefused([other]);
}

async function assertFits(
  plan: ScrubPlan,
  client: Client,
  onWarning: Given['onWarning'],
  offers?: Offers,
): Promise<void> {
  await assertNoneLocked(client, plan.schemas);
  const { refusals, warnings } = await checkPlan(plan, await readCatalogue(client, plan.schemas), {
    client,
    server: await readSourceName(client),
    ...(offers && { offers }),
  });
  for (const warning of warnings) onWarning(warning);
  if (refusals.length > 0) throw new PlanRefused(refusals);
}

/** What the cluster of a target has. Refuses rules for text that it lacks, and a role that may not create a database. */
async function offersOf(
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
