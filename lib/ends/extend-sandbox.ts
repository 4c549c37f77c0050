import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { dayMs, momentText } from '../days';
import { conflict, invalidField } from '../errors';
import { createId } from '../ids';
import { notify } from '../notices/notify';
import { isShut } from '../sandboxes/sandbox';
import { findTold } from '../sandboxes/shut/find-told';
import { lockSandbox } from '../sandboxes/shut/lock-sandbox';
import { queueReopening } from '../sandboxes/shut/queue-reopening';
import { extendInput } from './end';
import { latestEnd, whyNotExtend } from './extension';

/**
 * Gives a blank or seeded sandbox a later end, counted from now where its end has passed. Its people extend it up to the
 * subscription's longest stay, support beyond that with a reason. One that its end had suspended is opened with that; a retired
 * one still has to be restored. What came from production is extended by a request, which compliance signs.
 */
export const extendSandbox = defineCommand({
  name: 'sandbox.extend',
  input: extendInput,
  allow: 'sandbox:extend',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const sandbox = await lockSandbox(tx, actor, input.sandboxId, now);
    const { id, slug, state, shape, expiresAt, organizationId } = sandbox;
    const objection = whyNotExtend({ state, shape });
    if (objection) throw conflict(objection);
    const from = sandbox.isOver ? now : expiresAt;
    const until = new Date(from.getTime() + input.days * dayMs);
    const { organization, readyAt, createdAt, endedAt } = await tx.sandbox.findUniqueOrThrow({
      where: { id },
      select: {
        readyAt: true,
        createdAt: true,
        endedAt: true,
        organization: { select: { subscription: { select: { name: true, maximumDays: true } } } },
      },
    });
    const most = latestEnd(readyAt ?? createdAt, organization.subscription);
    if (until > most) {
      if (person.role === 'customer')
        throw invalidField(
          'days',
          `The subscription ${organization.subscription.name} lets a sandbox live until ${momentText(most)} at the latest. Ask support for more.`,
        );
      if (!input.reason)
        throw invalidField('reason', 'Say why it goes beyond the subscription’s longest stay.');
    }
    await tx.sandbox.update({
      where: { id },
      data: { expiresAt: until, endsSince: now, graceUntil: null, endedAt: null },
    });
    const reason = input.reason || null;
    await tx.sandboxExtension.create({
      data: {
        id: createId(),
        sandboxId: id,
        from: expiresAt,
        until,
        byId: person.id,
        reason,
        createdAt: now,
      },
    });
    const isOpened = state === 'suspended' && endedAt !== null;
    if (isOpened) await queueReopening({ tx, now, enqueue }, id, person.id);
    const then = isOpened ? ' It is being opened again.' : isShut(state) ? ` It stays ${state} for now.` : '';
    await notify(tx, enqueue, {
      to: await findTold(tx, id),
      subject: `Sandbox ${slug} ends on ${momentText(until)} now`,
      text: `${person.name} extended it by ${input.days} days.${then}`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, from: expiresAt.toISOString(), until: until.toISOString() };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.extended',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, from: result.from, until: result.until, reason: input.reason ?? null },
  }),
});
