import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { productDefinition } from '../products/product';
import { newApiKeyInput } from './api-key';
import { sandboxesInReach } from './key-scope';

/** What the keys of a sandbox begin with. Throws `not_found` for a sandbox out of the actor's reach. */
export const getKeyPrefix = defineQuery({
  name: 'api_key.prefix',
  input: z.object({ sandboxId: newApiKeyInput.shape.sandboxId }),
  allow: 'api_key:create',
  run: async ({ input, actor }) => {
    const sandbox = await db().sandbox.findFirst({
      where: { id: input.sandboxId, ...sandboxesInReach(actor) },
      select: { product: { select: { definition: true } } },
    });
    if (!sandbox) throw notFound('sandbox');
    return productDefinition.parse(sandbox.product.definition).keyPrefix;
  },
});
