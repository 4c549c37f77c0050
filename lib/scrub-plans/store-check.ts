import { z } from 'zod';
import { defineCommand } from '../command/command';
import { planRefusal, planSamples } from './plan';

/** The worker reports whether a version can be carried out on its source, with masked samples for the review. */
export const storeCheck = defineCommand({
  name: 'scrub_plan.store_check',
  input: z.strictObject({
    planVersionId: z.string(),
    refusals: z.array(planRefusal),
    warnings: z.array(planRefusal),
    samples: planSamples,
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const refusals = input.refusals.map(stored);
    const warnings = input.warnings.map(stored);
    const { tenantId, version } = await tx.scrubPlanVersion.update({
      where: { id: input.planVersionId },
      data: { checkedAt: now, checkFailure: null, refusals, warnings, samples: input.samples },
      select: { tenantId: true, version: true },
    });
    return { tenantId, version, refusals: refusals.length };
  },
  audit: ({ result }) => ({
    event: 'scrub_plan.checked',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version, refusals: result.refusals },
  }),
});

function stored({ code, table, column, message }: z.infer<typeof planRefusal>) {
  return { code, table, message, ...(column ? { column } : {}) };
}
