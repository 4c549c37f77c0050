import { requireFresh } from '../access/require-fresh';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { queueOperation } from '../operations/queue-operation';
import { assertTypedName } from '../sandboxes/assert-typed-name';
import { lockCopies } from '../sandboxes/copies/move-copy';
import { findVisibleSandbox } from '../sandboxes/find-visible-sandbox';
import { moveSandbox } from '../sandboxes/move-sandbox';
import { sandboxOperations } from '../sandboxes/operations/sandbox-operation';
import { endParts } from '../sandboxes/parts/sandbox-parts';
import { destroySandboxInput, whyNotDestroy } from '../sandboxes/sandbox';
import { withdrawConcerning } from './kinds/withdraw-concerning';

/**
 * Destroys a sandbox for good, once its name was typed by somebody who signed in lately. Its keys stop working with this command; its database and role
 * are removed by the worker, which checks that nothing is left. It stands with the requests, which build on sandboxes,
 * since what is still asked for about it is withdrawn with it.
 */
export const destroySandbox = defineCommand({
  name: 'sandbox.destroy',
  input: destroySandboxInput,
  allow: 'sandbox:destroy',
  run: async (context) => {
    const { input, actor, tx, now, enqueue } = context;
    const person = requirePerson(actor);
    requireFresh(person, now, 'Destroying a sandbox');
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
    const ended = await endParts(tx, { sandboxId: sandbox.id, when: 'at_once', now });
    await withdrawConcerning(context, sandbox.id);
    const operation = {
      sandboxId: sandbox.id,
      kind: sandboxOperations.destroy,
      requestedById: person.id,
      now,
    };
    const operationId = await queueOperation({ tx, enqueue }, operation);
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      operationId,
      ended,
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.destroy_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      operationId: result.operationId,
      ended: result.ended,
      reason: input.reason ?? null,
    },
  }),
});
