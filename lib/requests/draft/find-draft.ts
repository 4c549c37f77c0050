import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';

/** The person's own unfinished form for a customer, or the latest for whichever; null where there is none. */
export const findDraft = defineQuery({
  name: 'request.find_draft',
  input: z.object({ organizationId: idInput.optional() }),
  allow: 'request:file',
  run: async ({ input, actor }) =>
    db().requestDraft.findFirst({
      where: { personId: requirePerson(actor).id, ...input },
      orderBy: { updatedAt: 'desc' },
      select: { organizationId: true, values: true, version: true, updatedAt: true },
    }),
});
