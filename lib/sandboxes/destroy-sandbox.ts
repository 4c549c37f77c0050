import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { revokeSandboxKeys } from '../credentials/revoke-sandbox-keys';
import { conflict } from '../errors';
import { lockCopies } from '../operations/copies/move-copy';
import { moveSandbox } from '../operations/move-sandbox';
import { queueOperation } from '../operations/queue-operation';
import { assertTypedName } from './assert-typed-name';
import { endCopies } from './copies/end-copies';
import { withdrawRefresh } from './copies/withdraw-refresh';
import { findVisibleSandbox } from './find-visible-sandbox';
import { destroySandboxInput, whyNotDestroy } from './sandbox';

/**
 * Destroys a sandbox for good, once its name was typed. Its keys stop working with this command; its database and role
 * are removed by the worker, which checks that nothing is left.
 */
export const destroySandbox = defineCommand({
  name: 'sandbox.destroy',
  input: destroySandboxInput,
  allow: 'sandbox:destroy',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const { id } = await findVisibleSandbox(tx, actor, input.sandboxId);
    await lockCopies(tx, id);
    const sandbox = await findVisibleSandbox(tx, actor, id);
    const objection = whyNotDestroy(sandbox.state);
    if (objection) throw conflict(objection);
    assertTypedName(input.typedName, sandbox.slug);
    const { state } = sandbox;
    if (state !== 'ready' && state !== 'failed' && state !== 'cancelled')
      throw conflict('It cannot be destroyed now.');
    await moveSandbox(tx, sandbox.id, { from: state, to: 'destroying' }, { destroyedById: person.id });
    await endCopies(tx, sandbox.id, now);
    await withdrawRefresh({ tx, actor, now }, sandbox.id);
    const revokedKeys = await revokeSandboxKeys(tx, sandbox.id, now);
    const operation = { sandboxId: sandbox.id, kind: 'destroy' as const, requestedById: person.id, now };
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      operationId,
      revokedKeys,
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.destroy_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      operationId: result.operationId,
      revokedKeys: result.revokedKeys,
      reason: input.reason ?? null,
    },
  }),
});
