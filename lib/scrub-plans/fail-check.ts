import { z } from 'zod';
import { defineCommand } from '../command/command';

/** The worker reports why a version could not be held against its source. It can be checked again. */
export const failCheck = defineCommand({
  name: 'scrub_plan.fail_check',
  input: z.strictObject({ planVersionId: z.string(), message: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx }) => {
    const { tenantId, version } = await tx.scrubPlanVersion.update({
      where: { id: input.planVersionId },
      data: { checkFailure: input.message },
      select: { tenantId: true, version: true },
    });
    return { tenantId, version };
  },
  audit: ({ result }) => ({
    event: 'scrub_plan.check_failed',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version },
  }),
});
