import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { notFound } from '../../errors';

/** Removes one of one's own views. Throws `not_found` for anybody else’s. */
export const removeView = defineCommand({
  name: 'fleet.remove_view',
  input: z.strictObject({ viewId: idInput }),
  allow: 'fleet:keep_views',
  run: async ({ input: { viewId }, actor, tx }) => {
    const { id: personId } = requirePerson(actor);
    const view = await tx.fleetView.findFirst({ where: { id: viewId, personId } });
    if (!view) throw notFound('view');
    await tx.fleetView.delete({ where: { id: viewId } });
    return { personId, name: view.name };
  },
  audit: ({ result: { personId, name } }) => ({
    event: 'fleet.view_removed',
    subject: { type: 'person', id: personId },
    details: { name },
  }),
});
