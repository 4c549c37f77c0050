import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { shutSandboxInput, whyNotSuspend } from '../sandbox';
import { findTold } from './find-told';
import { requireStill } from './require-still';
import { shutSandbox } from './shut-sandbox';

/** Switches a sandbox's access off until somebody resumes it. Its data, keys, people and end stay as they are. */
export const suspendSandbox = defineCommand({
  name: 'sandbox.suspend',
  input: shutSandboxInput,
  allow: 'sandbox:suspend',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotSuspend(sandbox.state);
    if (objection) throw conflict(objection);
    await requireStill(tx, sandbox.id);
    const move = { from: 'ready', to: 'suspended' } as const;
    const { reason } = input;
    await shutSandbox({ tx, now, enqueue }, { sandboxId: sandbox.id, move, byId: person.id, reason });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, sandbox.id),
      subject: `Sandbox ${sandbox.slug} is suspended`,
      text: `${person.name} suspended it: ${reason} Its keys open nothing until somebody resumes it; its data is kept.`,
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId: sandbox.id, slug: sandbox.slug, organizationId: sandbox.organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.suspended',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, reason: input.reason },
  }),
});
