import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { finishOperation } from '../finish-operation';
import { moveSandbox } from '../move-sandbox';

/** The worker reports that a build stopped as somebody asked, and that nothing of it is left. */
export const cancelBuild = defineCommand({
  name: 'sandbox.cancel_build',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const sandbox = await finishOperation(tx, input, { state: 'cancelled', now });
    await moveSandbox(tx, sandbox.id, { from: 'building', to: 'cancelled' });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.build_cancelled',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: input.operationId, attempt: input.attempt },
  }),
});
