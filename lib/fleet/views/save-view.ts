import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import { mostViews, viewName, viewQuery } from './view';

/**
 * Keeps what somebody looks for in the fleet under a name of their own; a view of that name is replaced. Throws `state_conflict`
 * where they have twenty others.
 */
export const saveView = defineCommand({
  name: 'fleet.save_view',
  input: z.strictObject({
    name: viewName,
    query: z.string().max(2_000, 'This view is too long to be kept.'),
  }),
  allow: 'fleet:keep_views',
  run: async ({ input, actor, tx }) => {
    const { id: personId } = requirePerson(actor);
    // Two that are saved at once are counted one after the other.
    await tx.$executeRaw`SELECT 1 FROM "Person" WHERE "id" = ${personId} FOR UPDATE`;
    const { name } = input;
    const query = viewQuery(Object.fromEntries(new URLSearchParams(input.query)));
    const others = await tx.fleetView.count({ where: { personId, name: { not: name } } });
    if (others >= mostViews)
      throw conflict(`You have ${mostViews} views already. Remove one that you do not need.`);
    await tx.fleetView.upsert({
      where: { personId_name: { personId, name } },
      create: { id: createId(), personId, name, query },
      update: { query },
    });
    return { personId, name, query };
  },
  audit: ({ result: { personId, name } }) => ({
    event: 'fleet.view_saved',
    subject: { type: 'person', id: personId },
    details: { name },
  }),
});
