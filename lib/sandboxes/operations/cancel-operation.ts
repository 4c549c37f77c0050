import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict, notFound } from '../../errors';
import { moveUnbuilt } from '../build/move-unbuilt';
import { whyNotCancel } from './sandbox-operation';

/**
 * Asks a build to stop. One that no worker has taken yet is cancelled at once; a running one stops at its next step,
 * cleans up, and reports itself cancelled. Asking twice is the same as asking once.
 */
export const cancelOperation = defineCommand({
  name: 'operation.cancel',
  input: z.strictObject({ operationId: idInput }),
  allow: 'operation:cancel',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const found = await tx.operation.findFirst({
      where: { id: input.operationId, sandbox: organizationScope(actor) },
      select: {
        kind: true,
        state: true,
        copy: { select: { id: true, handOver: true, origin: true } },
        sandbox: { select: { id: true, state: true, organizationId: true } },
      },
    });
    if (!found) throw notFound('operation');
    const objection = whyNotCancel(found);
    if (objection) throw conflict(objection);
    const { sandbox } = found;
    const waiting = await tx.operation.updateMany({
      where: { id: input.operationId, state: 'queued' },
      data: { state: 'cancelled', finishedAt: now, cancelRequestedAt: now },
    });
    const result = { sandboxId: sandbox.id, organizationId: sandbox.organizationId };
    if (waiting.count === 1) {
      if (sandbox.state === 'scheduled')
        throw conflict('It is not being built yet; withdraw the request instead.');
      const context = { tx, now, enqueue };
      if (found.copy) await moveUnbuilt(context, { ...found.copy, sandboxId: sandbox.id }, 'cancelled');
      return { ...result, at: 'once' };
    }
    const running = await tx.operation.updateMany({
      where: { id: input.operationId, state: 'running' },
      data: { cancelRequestedAt: now },
    });
    if (running.count === 0) throw conflict('It has ended in the meantime. Reload the page to see how.');
    return { ...result, at: 'next_step' };
  },
  audit: ({ input, result }) => ({
    event: 'operation.cancel_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: input.operationId, at: result.at },
  }),
});
