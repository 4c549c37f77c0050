import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { readImpact } from './read-impact';

/** Whom and what it meets when a sandbox's access ends, shown before. Throws `not_found` for another organization's. */
export const getImpact = defineQuery({
  name: 'sandbox.impact',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const { id } = await findVisibleSandbox(db(), actor, input.sandboxId);
    return readImpact(id);
  },
});
