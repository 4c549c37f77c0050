import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict } from '../errors';
import { findFailure } from '../operations/find-failure';
import { moveSandbox } from '../operations/move-sandbox';
import { queueOperation } from '../operations/queue-operation';
import { whyNotRetry } from '../operations/retry';
import { findVisibleSandbox } from './find-visible-sandbox';
import { whyNotRebuild } from './sandbox';

/**
 * Builds a sandbox again whose build failed or was cancelled: the same approved request, a fresh operation. Refused
 * (`state_conflict`) where it could only fail again, by `whyNotRetry`.
 */
export const rebuildSandbox = defineCommand({
  name: 'sandbox.rebuild',
  input: z.strictObject({ sandboxId: idInput }),
  allow: 'operation:retry',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await findVisibleSandbox(tx, actor, input.sandboxId);
    const { state } = sandbox;
    if (state !== 'failed' && state !== 'cancelled')
      throw conflict(whyNotRebuild(state) ?? 'It cannot be built now.');
    const objection = whyNotRetry(actor, await findFailure(tx, { sandboxId: sandbox.id, kind: 'provision' }));
    if (objection) throw conflict(objection);
    await moveSandbox(tx, sandbox.id, { from: state, to: 'building' });
    const operation = { sandboxId: sandbox.id, kind: 'provision' as const, requestedById: person.id, now };
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId, operationId };
  },
  audit: ({ result }) => ({
    event: 'sandbox.rebuild_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { operationId: result.operationId },
  }),
});
