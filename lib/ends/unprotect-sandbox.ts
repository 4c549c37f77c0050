import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { notify } from '../notices/notify';
import { lockVisibleSandbox } from '../sandboxes/copies/lock-visible-sandbox';
import { shutSandboxInput } from '../sandboxes/sandbox';
import { findTold } from '../sandboxes/shut/find-told';

/** Takes a protection off: the sandbox's own end counts again. Where that has passed, its people are warned before it acts. */
export const unprotectSandbox = defineCommand({
  name: 'sandbox.unprotect',
  input: shutSandboxInput,
  allow: 'sandbox:unprotect',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { id, slug, organizationId, protectedUntil } = sandbox;
    if (!protectedUntil || protectedUntil <= now) throw conflict('It is not protected.');
    await tx.sandbox.update({
      where: { id },
      data: { protectedUntil: null, protectedById: null, protectReason: null },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, id),
      subject: `Sandbox ${slug} is not protected any more`,
      text: `${person.name} took the protection off: ${input.reason}`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.unprotected',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, reason: input.reason },
  }),
});
