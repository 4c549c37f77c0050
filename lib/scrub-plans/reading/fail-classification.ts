import { z } from 'zod';
import { defineCommand } from '../../command/command';

/** The worker reports why a source could not be read. */
export const failClassification = defineCommand({
  name: 'scrub_plan.fail_classification',
  input: z.strictObject({ classificationId: z.string(), message: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    await tx.classification.updateMany({
      where: { id: input.classificationId, state: { in: ['queued', 'running'] } },
      data: { state: 'failed', failure: input.message, finishedAt: now },
    });
    const { tenantId } = await tx.classification.findUniqueOrThrow({ where: { id: input.classificationId } });
    return { tenantId };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.classification_failed',
    subject: { type: 'tenant', id: result.tenantId },
    details: { classificationId: input.classificationId },
  }),
});
