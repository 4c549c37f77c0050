import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { shutSandboxInput, whyNotQuarantine } from '../sandbox';
import { findTold } from './find-told';
import { shutSandbox } from './shut-sandbox';

/**
 * Closes a sandbox until the house says otherwise: its people can neither resume nor destroy it, and no end drops it
 * meanwhile. Used where something in it, or in how it is used, has to be looked at first.
 */
export const quarantineSandbox = defineCommand({
  name: 'sandbox.quarantine',
  input: shutSandboxInput,
  allow: 'sandbox:quarantine',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { state } = sandbox;
    const objection = whyNotQuarantine(state);
    if (objection || (state !== 'ready' && state !== 'suspended' && state !== 'retired'))
      throw conflict(objection ?? 'It is not in use.');
    const { reason } = input;
    const move = { from: state, to: 'quarantined' } as const;
    await shutSandbox({ tx, now, enqueue }, { sandboxId: sandbox.id, move, byId: person.id, reason });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, sandbox.id),
      subject: `Sandbox ${sandbox.slug} is quarantined`,
      text: `${person.name} quarantined it: ${reason} Nobody gets in until that is lifted; its data is kept.`,
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId: sandbox.organizationId, from: state };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.quarantined',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, from: result.from, reason: input.reason },
  }),
});
