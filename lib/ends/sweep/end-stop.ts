import { z } from 'zod';
import { defineCommand } from '../../command/command';

/** Nothing of a stopped sweep is left to do, or its day is over: it asks nobody any more. */
export const endStop = defineCommand({
  name: 'sweep.end',
  input: z.strictObject({ stopId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const where = { id: input.stopId, endedAt: null };
    const { count } = await tx.sweepStop.updateMany({ where, data: { endedAt: now } });
    return { stopId: input.stopId, isEnded: count > 0 };
  },
  audit: ({ result }) =>
    result.isEnded
      ? {
          event: 'sweep.ended',
          subject: { type: 'sweep', id: result.stopId },
          organizationId: null,
          details: {},
        }
      : null,
});
