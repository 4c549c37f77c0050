import { requireFresh } from '../../access/require-fresh';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { assertTypedName } from '../../sandboxes/assert-typed-name';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { destroySandboxInput, whyNotDestroy } from '../../sandboxes/sandbox';
import { beginDestruction } from './begin-destruction';

/**
 * Destroys a sandbox at once and for good, once its name was typed by somebody who signed in lately. Its keys stop working
 * with this command; its database and role are removed by the worker, which checks that nothing is left. The usual way is to
 * retire it, which can be undone for some days.
 */
export const destroySandbox = defineCommand({
  name: 'sandbox.destroy',
  input: destroySandboxInput,
  allow: 'sandbox:destroy',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const person = requirePerson(actor);
    requireFresh(person, now, 'Destroying a sandbox');
    const { id, slug, state, ...sandbox } = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotDestroy({ state, shape: sandbox.shape }, person.role);
    if (objection) throw conflict(objection);
    assertTypedName(input.typedName, slug);
    if (state === 'scheduled' || state === 'building' || state === 'destroying' || state === 'destroyed')
      throw conflict('It cannot be destroyed now.');
    const begun = await beginDestruction(context, { sandboxId: id, from: state, byId: person.id });
    return { sandboxId: id, slug, organizationId: sandbox.organizationId, ...begun };
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
