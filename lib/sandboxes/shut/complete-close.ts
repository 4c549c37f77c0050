import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { endOperation } from '../operations/end-operation';
import { shutStates } from '../sandbox';

/** The worker reports that nobody gets into the databases of a sandbox that is shut. */
export const completeClose = defineCommand({
  name: 'sandbox.complete_close',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const { sandbox } = await endOperation(tx, input, { state: 'succeeded', now });
    await tx.sandbox.updateMany({
      where: { id: sandbox.id, state: { in: [...shutStates] } },
      data: { closedAt: now },
    });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.closed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: input.operationId },
  }),
});
