import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { daysAfter } from '../../days';
import type { Tx } from '../../db/transaction';
import { conflict, KnownError } from '../../errors';
import { createId } from '../../ids';
import { notify } from '../../notices/notify';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { noteLife } from '../../sandboxes/note-life';
import { keepAliveInput, keptInARow, mostKeepsADay, whyNotKeepAlive } from './keeping';

/**
 * Notes that a sandbox is still needed, with a reason: it counts as use. Whoever keeps one alive again and again without using
 * it is shown to support at the third time; nothing is refused for that. At most 20 times a day.
 */
export const keepAlive = defineCommand({
  name: 'sandbox.keep_alive',
  input: keepAliveInput,
  allow: 'sandbox:keep_alive',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    const { id, slug, organizationId, state } = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotKeepAlive(state);
    if (objection) throw conflict(objection);
    const today = await tx.keepAlive.count({ where: { sandboxId: id, at: { gt: daysAfter(now, -1) } } });
    if (today >= mostKeepsADay)
      throw new KnownError(
        'too_many_requests',
        `Sandbox ${slug} was kept ${mostKeepsADay} times within a day; once is enough.`,
      );
    await tx.keepAlive.create({
      data: { id: createId(), sandboxId: id, byId: person.id, reason: input.reason, at: now },
    });
    await noteLife(tx, id, now);
    const inARow = await countInARow(tx, id);
    if (inARow === keptInARow) {
      const support = await tx.person.findMany({
        where: { role: 'support', disabledAt: null },
        select: { id: true },
      });
      await notify(tx, enqueue, {
        kind: 'activity',
        to: support.map((each) => each.id),
        subject: `Sandbox ${slug} was kept ${keptInARow} times without being used`,
        text: 'Its people keep it from falling dormant and do nothing else with it. Its page says why they keep it.',
        href: `/s/${slug}/activity`,
      });
    }
    return { sandboxId: id, slug, organizationId, inARow };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.kept_alive',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, inARow: result.inARow, reason: input.reason },
  }),
});

/** How often it was kept since it was last used otherwise. */
async function countInARow(tx: Tx, sandboxId: string): Promise<number> {
  const activity = await tx.sandboxActivity.findUnique({
    where: { sandboxId },
    select: { callsAt: true, queriesAt: true, writesAt: true },
  });
  const used = Object.values(activity ?? {}).flatMap((at) => at ?? []);
  const since = used.reduce((latest, at) => (at > latest ? at : latest), new Date(0));
  return tx.keepAlive.count({ where: { sandboxId, at: { gt: since } } });
}
