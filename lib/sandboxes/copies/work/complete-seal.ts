import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { endCopyOperation } from '../../operations/end-operation';

/** The worker reports that nobody gets into a copy that was put out of use. */
export const completeSeal = defineCommand({
  name: 'copy.complete_seal',
  input: z.strictObject({ operationId: z.string(), attempt: z.int().positive() }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const { sandbox, copy } = await endCopyOperation(tx, input, { state: 'succeeded', now });
    await tx.sandboxCopy.updateMany({ where: { id: copy.id, state: 'kept' }, data: { sealedAt: now } });
    return { sandboxId: sandbox.id, copyId: copy.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.sealed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: result.copyId, operationId: input.operationId },
  }),
});
