import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { scrubPlan } from '../provisioning/scrub-plan/scrub-plan';

/** One version of a source's plan as its file, the latest unless a version is named. */
export const exportPlan = defineQuery({
  name: 'scrub_plan.export',
  input: z.object({ tenantId: idInput, version: z.coerce.number().int().positive().optional() }),
  allow: 'scrub_plan:read',
  run: async ({ input }) => {
    const found = await db().scrubPlanVersion.findFirst({
      where: { tenantId: input.tenantId, ...(input.version ? { version: input.version } : {}) },
      orderBy: { version: 'desc' },
      select: { document: true },
    });
    if (!found) throw notFound('plan');
    return scrubPlan.parse(found.document);
  },
});
