import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict } from '../../errors';
import { queueOperation } from '../../operations/queue-operation';
import { lockCopies } from '../copies/move-copy';
import { findVisibleSandbox } from '../find-visible-sandbox';
import { sandboxOperations } from '../operations/sandbox-operation';
import { endParts } from '../parts/sandbox-parts';

/**
 * Tries again to remove what a failed destroy left behind, on the cluster and in our rows: what ends at once is ended again,
 * since something may have been added, or become a part, since the first time. Nothing happens while one is waiting or
 * running.
 */
export const retryDestroy = defineCommand({
  name: 'sandbox.retry_destroy',
  input: z.strictObject({ sandboxId: idInput }),
  allow: 'operation:retry',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await findVisibleSandbox(tx, actor, input.sandboxId);
    const { count } = await tx.sandbox.updateMany({
      where: {
        id: sandbox.id,
        state: 'destroying',
        operations: { none: { state: { in: ['queued', 'running'] } } },
      },
      data: { destroyedById: person.id },
    });
    if (count === 0) throw conflict('There is no failed destroy to try again.');
    await lockCopies(tx, sandbox.id);
    const ended = await endParts(tx, { sandboxId: sandbox.id, when: 'at_once', now });
    const operation = {
      sandboxId: sandbox.id,
      kind: sandboxOperations.destroy,
      requestedById: person.id,
      now,
    };
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId, operationId, ended };
  },
  audit: ({ result }) => ({
    event: 'sandbox.destroy_retried',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: result.operationId, ended: result.ended },
  }),
});
