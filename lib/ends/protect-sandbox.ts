import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { daysAfter, momentText } from '../days';
import { conflict } from '../errors';
import { notify } from '../notices/notify';
import { lockVisibleSandbox } from '../sandboxes/copies/lock-visible-sandbox';
import { whyNotProtect } from '../sandboxes/extend/extension';
import { findTold } from '../sandboxes/shut/find-told';
import { protectInput } from './end';

/**
 * Protects a blank or seeded sandbox until a day of its own: no end acts before, and no program resets it or clones over it.
 * People may still do so by hand. Protecting it again moves that day.
 */
export const protectSandbox = defineCommand({
  name: 'sandbox.protect',
  input: protectInput,
  allow: 'sandbox:protect',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const { id, slug, organizationId, ...sandbox } = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotProtect(sandbox);
    if (objection) throw conflict(objection);
    const until = daysAfter(now, input.days);
    await tx.sandbox.update({
      where: { id },
      data: { protectedUntil: until, protectedById: person.id, protectReason: input.reason },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, id),
      subject: `Sandbox ${slug} is protected until ${momentText(until)}`,
      text: `${person.name} protected it: ${input.reason}`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, until: until.toISOString() };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.protected',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, until: result.until, reason: input.reason },
  }),
});
