import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { notFound } from '../../errors';
import { operationSelect, toOperationView } from './operation-view';

/** One operation with its steps. Throws `not_found` for another organization's. */
export const getOperation = defineQuery({
  name: 'operation.get',
  input: z.object({ id: idInput }),
  allow: 'operation:read',
  run: async ({ input, actor }) => {
    const found = await db().operation.findFirst({
      where: { id: input.id, sandbox: organizationScope(actor) },
      select: operationSelect,
    });
    if (!found) throw notFound('operation');
    return toOperationView(found, actor);
  },
});
