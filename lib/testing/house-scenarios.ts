import type { PersonActor, SystemActor } from '../access/actor';
import { ask } from '../command/query';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { getChanges } from '../ends/policy/get-changes';
import { proposePolicy } from '../ends/policy/propose-policy';
import { saveView } from '../fleet/views/save-view';
import { getSubscription } from '../organizations/subscriptions/get-subscription';
import { usualPatience } from '../policies/patience';
import { stopFiling } from '../requests/filing/stop-filing';
import { createPerson, type World } from './world';

/** What a command is given, and by whom it is run, in a world that it finds prepared. */
export type Scenario = (world: World) => Promise<{ input: unknown; actor: PersonActor | SystemActor }>;

/** What is sent to change a neighbour's contract, once it says the opposite. */
const withContract = async (world: World, contractDemandsReview: boolean) => {
  const { id } = await db().organization.update({
    where: { id: world.borealis.id },
    data: { contractDemandsReview },
  });
  return { organizationId: id, reason: 'As the amendment of May says.' };
};

/** What the form of the policy sends that suspends after so many days, whatever a sandbox holds. */
export const policyRows = (suspend: number, closedDays = '') => ({
  rows: (['made', 'production'] as const).map((dataClass) => ({
    subscriptionId: 'otherwise',
    dataClass,
    acts: 'on' as const,
    first: String(suspend - 3),
    second: String(suspend - 2),
    last: String(suspend - 1),
    suspend: String(suspend),
    retire: String(suspend + 30),
    drop: String(suspend + 37),
  })),
  closedDays,
  patience: usualPatience,
});

/** Scenarios of commands about people, contracts and the desk as a whole. */
export const houseScenarios: Record<string, Scenario> = {
  'organization.demand_review': async (world) => ({
    input: await withContract(world, false),
    actor: world.admin,
  }),
  'organization.waive_review': async (world) => ({
    input: await withContract(world, true),
    actor: world.compliance,
  }),
  'organization.set_zone': async (world) => ({
    input: { organizationId: world.borealis.id, zone: 'Asia/Tokyo' },
    actor: world.support,
  }),
  'person.disable': async (world) => ({
    input: { personId: (await createPerson('customer', world.acme.id)).id, reason: 'Left the company.' },
    actor: world.admin,
  }),
  'person.enable': async (world) => {
    const person = await createPerson('support');
    await db().person.update({ where: { id: person.id }, data: { disabledAt: new Date(0) } });
    return { input: { personId: person.id, reason: 'Came back.' }, actor: world.admin };
  },
  'person.link_accounts': async (world) => ({
    input: {
      personId: (await createPerson('support')).id,
      otherEmail: (await createPerson('compliance')).email,
    },
    actor: world.admin,
  }),
  'policy.propose': async (world) => ({ input: policyRows(80), actor: world.admin }),
  'policy.discard': async (world) => {
    await runOrThrow(proposePolicy, policyRows(80), world.admin);
    return { input: {}, actor: world.admin };
  },
  'policy.save': async (world) => {
    await runOrThrow(proposePolicy, policyRows(80), world.admin);
    const changes = await ask(getChanges, {}, world.admin);
    return { input: { shown: changes?.hash, reason: 'As the board says.' }, actor: world.admin };
  },
  'subscription.change': async (world) => {
    const { subscriptionId, subscription } = await db().organization.findUniqueOrThrow({
      where: { id: world.acme.id },
      include: { subscription: true },
    });
    // Other scenarios need the room that there was.
    const { sandboxQuota, defaultDays, maximumDays } = subscription;
    const values = {
      sandboxQuota: String(sandboxQuota ?? ''),
      defaultDays: String(Math.max(1, defaultDays - 1)),
      maximumDays: String(maximumDays),
    };
    const { proposal } = await ask(getSubscription, { subscriptionId, ...values }, world.admin);
    const shown = proposal?.errors === null ? proposal.impact.hash : '';
    return { input: { subscriptionId, values, shown, reason: 'As the contract says.' }, actor: world.admin };
  },
  'fleet.save_view': async (world) => ({
    input: { name: 'Unused', query: 'unused=30&sort=used' },
    actor: world.support,
  }),
  'fleet.remove_view': async (world) => {
    await runOrThrow(saveView, { name: 'Failed', query: 'failed=1' }, world.support);
    const { id: viewId } = await db().fleetView.findFirstOrThrow({ where: { personId: world.support.id } });
    return { input: { viewId }, actor: world.support };
  },
  'filing.stop': async (world) => ({
    input: { reason: 'The cluster moves tonight.' },
    actor: world.admin,
  }),
  'filing.allow': async (world) => {
    const stop = { reason: 'The cluster moves tonight.' };
    const { id: stopId } = await runOrThrow(stopFiling, stop, world.admin);
    return { input: { stopId }, actor: world.admin };
  },
};
