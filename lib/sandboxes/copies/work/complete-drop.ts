import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { removedParts } from '../../cluster/removed-parts';
import { endCopyOperation } from '../../operations/end-operation';

/** The worker reports that nothing of a copy is left on the cluster; the audit entry names each part that was looked for. */
export const completeDrop = defineCommand({
  name: 'copy.complete_drop',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    parts: removedParts,
    /** Databases of the baselines that went with it. */
    baselines: z.array(z.string()),
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now }) => {
    const { sandbox, copy } = await endCopyOperation(tx, input, { state: 'succeeded', now });
    // The sandbox's own destruction may have come first.
    await tx.sandboxCopy.updateMany({
      where: { id: copy.id, state: 'dropping' },
      data: { state: 'dropped', droppedAt: now },
    });
    await tx.baseline.updateMany({
      where: { database: { in: input.baselines } },
      data: { droppedAt: now },
    });
    return { sandboxId: sandbox.id, copyId: copy.id, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'copy.dropped',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: result.copyId, operationId: input.operationId, parts: input.parts },
  }),
});
