import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { moveCopy } from '../copies/move-copy';
import { assertCopy, finishOperation } from '../finish-operation';

/** The worker reports that a refresh stopped as somebody asked, and that nothing of it is left. */
export const cancelRefresh = defineCommand({
  name: 'copy.cancel_build',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const sandbox = assertCopy(await finishOperation(tx, input, { state: 'cancelled', now }));
    await moveCopy(tx, sandbox.copyId, { from: 'building', to: 'cancelled' });
    return { sandboxId: sandbox.id, copyId: sandbox.copyId, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.build_cancelled',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: result.copyId, operationId: input.operationId, attempt: input.attempt },
  }),
});
