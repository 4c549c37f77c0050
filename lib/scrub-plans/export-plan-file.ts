import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { notFound } from '../errors';
import { writePlan } from '../plan-format/plan-file';
import { scrubPlan } from '../plan-format/scrub-plan';

/**
 * One version of a source's plan as the file that people keep beside their code: a column a line, keys sorted, so that a
 * diff of two exports shows what changed and nothing else. The latest version unless one is named.
 */
export const exportPlanFile = defineQuery({
  name: 'scrub_plan.export_file',
  input: z.object({ tenantId: idInput, version: z.coerce.number().int().positive().optional() }),
  allow: 'scrub_plan:read',
  run: async ({ input }) => {
    const found = await db().scrubPlanVersion.findFirst({
      where: { tenantId: input.tenantId, ...(input.version ? { version: input.version } : {}) },
      orderBy: { version: 'desc' },
      select: {
        version: true,
        document: true,
        tenant: {
          select: { organization: { select: { slug: true } }, product: { select: { slug: true } } },
        },
      },
    });
    if (!found) throw notFound('plan');
    const { organization, product } = found.tenant;
    return {
      version: found.version,
      fileName: `${product.slug}-${organization.slug}-plan-${found.version}.json`,
      text: writePlan(scrubPlan.parse(found.document)),
    };
  },
});
