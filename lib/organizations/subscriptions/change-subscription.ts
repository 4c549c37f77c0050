import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { reasonInput } from '../../command/text-input';
import { lockFor } from '../../db/lock';
import { conflict, notFound } from '../../errors';
import { notify } from '../../notices/notify';
import { findImpact } from './find-impact';
import { sandboxesText, subscriptionValues } from './subscription';

/**
 * Changes what customers of a subscription may have without a human, from the next request on. Sandboxes that exist stay, and so do
 * their ends. Throws `state_conflict` where the values in force, or what these would mean, are not what was shown.
 */
export const changeSubscription = defineCommand({
  name: 'subscription.change',
  input: z.strictObject({
    subscriptionId: idInput,
    values: subscriptionValues,
    reason: reasonInput,
    shown: z.string().regex(/^[0-9a-f]{64}$/, 'Look at what it would mean first.'),
  }),
  allow: 'subscription:change',
  run: async ({ input, actor, tx, enqueue }) => {
    const person = requirePerson(actor);
    const { subscriptionId: id, values: after, reason, shown } = input;
    await lockFor(tx, `subscription:${id}`);
    const found = await tx.subscription.findUnique({
      where: { id },
      select: { name: true, sandboxQuota: true, defaultDays: true, maximumDays: true },
    });
    if (!found) throw notFound('subscription');
    const { name, ...before } = found;
    const impact = await findImpact(tx, id, { before, after });
    if (impact.hash !== shown)
      throw conflict('It would mean something else by now than what was shown. Look at it again.');
    await tx.subscription.update({ where: { id }, data: after });
    const told = await tx.person.findMany({
      where: { role: { in: ['support', 'admin'] }, disabledAt: null, id: { not: person.id } },
      select: { id: true },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: told.map((each) => each.id),
      subject: `Subscription ${name} has other limits`,
      text: `${person.name} changed it: ${sandboxesText(after.sandboxQuota)} at once, usually for ${after.defaultDays} days and for ${after.maximumDays} at most without approval. ${reason}`,
      href: `/settings/subscriptions/${id}`,
    });
    return { subscriptionId: id, name, before, after, reason };
  },
  audit: ({ result: { subscriptionId, name, before, after, reason } }) => ({
    event: 'subscription.changed',
    subject: { type: 'subscription', id: subscriptionId },
    organizationId: null,
    details: { name, before, after, reason },
  }),
});
