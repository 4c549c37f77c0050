import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { readNextStages } from './read-next-stages';
import type { NextStage } from './stage';

/** What a page of a list holds, and more. */
const mostAtOnce = 200;

/** The next stage of each of these sandboxes, by id, as of now. Those that the actor may not see are left out. */
export const listStages = defineQuery({
  name: 'sandbox.list_stages',
  input: z.object({
    ids: z.array(idInput).max(mostAtOnce, `Ask for at most ${mostAtOnce} sandboxes at once.`),
  }),
  allow: 'sandbox:read',
  run: async ({ input: { ids }, actor }): Promise<Record<string, NextStage | null>> =>
    Object.fromEntries(await readNextStages(db(), { AND: [{ id: { in: ids } }, organizationScope(actor)] })),
});
