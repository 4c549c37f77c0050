import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { endOperation } from '../operations/end-operation';

/** The worker reports what it could not remove; the sandbox stays in destroying, closed to everyone, to be tried again. */
export const failDestroy = defineCommand({
  name: 'sandbox.fail_destroy',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    remaining: z.array(z.string()),
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const failure = {
      code: 'object_in_use',
      message: `${input.remaining.length} parts could not be removed: ${input.remaining.join(', ')}.`,
      remedy: 'Find out what still uses them on the cluster, then try again.',
    };
    const { sandbox } = await endOperation(tx, input, { state: 'failed', now, failure });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.destroy_failed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: input.operationId, remaining: input.remaining },
  }),
});
