import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { slugInput } from '../../sandboxes/sandbox';

/**
 * What the sandbox is called now that had this name before, for as long as the name is held; null where none had it, and
 * where it is a sandbox that the actor may not know of. A held name is nobody else's, so this is asked before a sandbox is
 * looked for by its name: an older one that bore it and is destroyed comes second.
 */
export const findCurrentName = defineQuery({
  name: 'sandbox.find_current_name',
  input: z.object({ slug: slugInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const claim = await db().slugClaim.findFirst({
      where: {
        slug: input.slug,
        heldUntil: { gt: await databaseNow(db()) },
        request: { sandbox: { is: organizationScope(actor) } },
      },
      select: { request: { select: { sandbox: { select: { slug: true } } } } },
    });
    return { slug: claim?.request.sandbox?.slug ?? null };
  },
});
