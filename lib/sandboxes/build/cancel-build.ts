import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { endCopyOperation } from '../operations/end-operation';
import { moveUnbuilt } from './move-unbuilt';

/** The worker reports that a build stopped as somebody asked, and that nothing of it is left. */
export const cancelBuild = defineCommand({
  name: 'copy.cancel_build',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { copy, sandbox } = await endCopyOperation(tx, input, { state: 'cancelled', now });
    await moveUnbuilt({ tx, now, enqueue }, { ...copy, sandboxId: sandbox.id }, 'cancelled');
    return { sandboxId: sandbox.id, copyId: copy.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.build_cancelled',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: result.copyId, operationId: input.operationId, attempt: input.attempt },
  }),
});
