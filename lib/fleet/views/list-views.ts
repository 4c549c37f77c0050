import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';

/** One's own views of the fleet, by name; twenty at most. */
export const listViews = defineQuery({
  name: 'fleet.list_views',
  input: z.object({}),
  allow: 'fleet:keep_views',
  run: async ({ actor }) =>
    db().fleetView.findMany({
      where: { personId: requirePerson(actor).id },
      orderBy: { name: 'asc' },
      select: { id: true, name: true, query: true },
    }),
});
