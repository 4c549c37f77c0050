import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { toJson } from '../../db/to-json';
import { policyForm } from '../../policies/policy-form';

/** Keeps a policy that somebody means to save, so that they see first what it would change. Nothing is planned by it. */
export const proposePolicy = defineCommand({
  name: 'policy.propose',
  input: policyForm,
  allow: 'policy:save',
  run: async ({ input, actor, tx, now }) => {
    const { id: personId } = requirePerson(actor);
    const kept = { document: toJson(input), proposedAt: now };
    await tx.policyProposal.upsert({ where: { personId }, create: { personId, ...kept }, update: kept });
    return { personId };
  },
  audit: ({ result }) => ({
    event: 'policy.proposed',
    subject: { type: 'policy', id: result.personId },
    organizationId: null,
    details: {},
  }),
});
