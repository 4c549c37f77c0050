import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';

/** Throws away the policy that somebody meant to save. May be repeated. */
export const discardPolicy = defineCommand({
  name: 'policy.discard',
  input: z.strictObject({}),
  allow: 'policy:save',
  run: async ({ actor, tx }) => {
    const { id: personId } = requirePerson(actor);
    const { count } = await tx.policyProposal.deleteMany({ where: { personId } });
    return { personId, count };
  },
  audit: ({ result }) =>
    result.count === 0
      ? null
      : {
          event: 'policy.discarded',
          subject: { type: 'policy', id: result.personId },
          organizationId: null,
          details: {},
        },
});
