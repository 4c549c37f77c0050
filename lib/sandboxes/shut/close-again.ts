import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { isShut } from '../sandbox';
import { queueClosing } from './shut-sandbox';

/** Begins to close the databases of a shut sandbox again where that had failed. One that is in use meanwhile is left alone. */
export const closeAgain = defineCommand({
  name: 'sandbox.close_again',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandboxId } = input;
    const { state, closedAt, organizationId } = await tx.sandbox.findUniqueOrThrow({
      where: { id: sandboxId },
      select: { state: true, closedAt: true, organizationId: true },
    });
    const isOpen = isShut(state) && closedAt === null;
    const operationId = isOpen ? await queueClosing({ tx, now, enqueue }, sandboxId, null) : null;
    return { sandboxId, organizationId, operationId };
  },
  audit: ({ result }) =>
    result.operationId
      ? {
          event: 'sandbox.close_resumed',
          subject: { type: 'sandbox', id: result.sandboxId },
          organizationId: result.organizationId,
          details: { operationId: result.operationId },
        }
      : null,
});
