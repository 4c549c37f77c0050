import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { newApiKeyInput } from './api-key';

/** The one member of a product's definition that keys depend on. */
const keyed = z.object({ keyPrefix: z.string().regex(/^[a-z]{3,16}$/) });

/** What the keys of a sandbox begin with. Throws `not_found` for a sandbox out of the actor's reach. */
export const getKeyPrefix = defineQuery({
  name: 'api_key.prefix',
  input: z.object({ sandboxId: newApiKeyInput.shape.sandboxId }),
  allow: 'api_key:create',
  run: async ({ input, actor }) => {
    const sandbox = await db().sandbox.findFirst({
      where: { id: input.sandboxId, ...organizationScope(actor) },
      select: { product: { select: { definition: true } } },
    });
    if (!sandbox) throw notFound('sandbox');
    return keyed.parse(sandbox.product.definition).keyPrefix;
  },
});
