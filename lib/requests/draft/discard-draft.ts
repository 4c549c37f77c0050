import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';

/** Throws the person's unfinished form for this customer away; nothing happens when there is none. */
export const discardDraft = defineCommand({
  name: 'request.discard_draft',
  input: z.strictObject({ organizationId: idInput }),
  allow: 'request:file',
  run: async ({ input, actor, tx }) => {
    const personId = requirePerson(actor).id;
    const { count } = await tx.requestDraft.deleteMany({ where: { personId, ...input } });
    return { personId, discarded: count };
  },
  audit: ({ result }) =>
    result.discarded === 0
      ? null
      : {
          event: 'request.draft_discarded',
          subject: { type: 'person', id: result.personId },
          details: { discarded: result.discarded },
        },
});
