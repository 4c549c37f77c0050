import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { operationSelect, toOperationView } from './operation-view';
import { sandboxScope } from './sandbox-scope';

/** One operation with its steps. Throws `not_found` for another organization's. */
export const getOperation = defineQuery({
  name: 'operation.get',
  input: z.object({ id: z.string().max(40) }),
  allow: 'operation:read',
  run: async ({ input, actor }) => {
    const found = await db().operation.findFirst({
      where: { id: input.id, sandbox: sandboxScope(actor) },
      select: operationSelect,
    });
    if (!found) throw notFound('operation');
    return toOperationView(found);
  },
});
