import type { PersonActor, SystemActor } from '../access/actor';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
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
