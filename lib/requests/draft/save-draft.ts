import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';

/** More than any sensible form holds; a draft is not a place to store files. */
const longestDraft = 200_000;

/** Keeps a person's unfinished form, so that nothing typed is lost. One draft per person; the last save wins. */
export const saveDraft = defineCommand({
  name: 'request.save_draft',
  input: z.strictObject({
    values: z
      .record(z.string(), z.json())
      .refine(
        (values) => JSON.stringify(values).length <= longestDraft,
        'This is too long to be kept as a draft.',
      ),
  }),
  allow: 'request:file',
  run: async ({ input, actor, tx, now }) => {
    const personId = requirePerson(actor).id;
    const data = { values: input.values, updatedAt: now };
    await tx.requestDraft.upsert({ where: { personId }, create: { personId, ...data }, update: data });
    return { personId, savedAt: now.toISOString() };
  },
  audit: ({ input, result }) => ({
    event: 'request.draft_saved',
    subject: { type: 'person', id: result.personId },
    details: { fields: Object.keys(input.values).length },
  }),
});
