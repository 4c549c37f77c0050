import { z } from 'zod';
import { defineCommand } from '../../command/command';

/** The worker reports why a source could not be read. */
export const failReading = defineCommand({
  name: 'scrub_plan.fail_reading',
  input: z.strictObject({ readingId: z.string(), message: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    await tx.reading.updateMany({
      where: { id: input.readingId, state: { in: ['queued', 'running'] } },
      data: { state: 'failed', failure: input.message, finishedAt: now },
    });
    const { tenantId } = await tx.reading.findUniqueOrThrow({ where: { id: input.readingId } });
    return { tenantId };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.reading_failed',
    subject: { type: 'tenant', id: result.tenantId },
    details: { readingId: input.readingId },
  }),
});
