import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';

/** The person's own unfinished form, or null. */
export const findDraft = defineQuery({
  name: 'request.find_draft',
  input: z.object({}),
  allow: 'request:file',
  run: async ({ actor }) =>
    db().requestDraft.findUnique({
      where: { personId: requirePerson(actor).id },
      select: { values: true, updatedAt: true },
    }),
});
