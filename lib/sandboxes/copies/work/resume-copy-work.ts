import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { conflict } from '../../../errors';
import { queueOperation } from '../../../operations/queue-operation';
import { sandboxOperations } from '../../operations/sandbox-operation';
import { lockedCopyParties } from '../copy-parties';

/** Begins closing or dropping a copy again where that had failed. Refuses while it is being worked on. */
export const resumeCopyWork = defineCommand({
  name: 'copy.resume_work',
  input: z.strictObject({ copyId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { copyId } = input;
    const { sandbox, state, sealedAt } = await lockedCopyParties(tx, copyId);
    const open = { copyId, state: { in: ['queued' as const, 'running' as const] } };
    const { drop_copy, seal_copy } = sandboxOperations;
    const kind = state === 'dropping' ? drop_copy : state === 'kept' && !sealedAt ? seal_copy : null;
    if (!kind || (await tx.operation.count({ where: open })) > 0)
      throw conflict('Nothing of it waits to be done again.');
    const operation = { sandboxId: sandbox.id, copyId, kind, requestedById: null, now };
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId, operationId, kind: kind.name };
  },
  audit: ({ input, result }) => ({
    event: 'copy.work_resumed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, operationId: result.operationId, kind: result.kind },
  }),
});
