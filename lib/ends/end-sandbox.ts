import { z } from 'zod';
import { defineCommand } from '../command/command';
import { daysAfter, momentText } from '../days';
import { conflict } from '../errors';
import { notify } from '../notices/notify';
import { findToldOf } from '../sandboxes/shut/find-told';
import { shutSandbox } from '../sandboxes/shut/shut-sandbox';
import type { ComingEnd } from './coming-end';
import { dueWith, endAhead } from './due-end';
import { suspendedDays } from './end';
import type { Ending } from './find-ending';
import { requireDue } from './require-due';

/** The end of a sandbox has come, and its people were warned: it is suspended. One that a person suspended stays so. */
export const endSandbox = defineCommand({
  name: 'sandbox.end',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const sandbox = await requireDue(tx, input.sandboxId, 'suspend', now);
    const { id, slug, state, organizationId } = sandbox;
    const end = dueWith(sandbox, now)?.end ?? endAhead(sandbox);
    const reason = reasonOf(sandbox, end);
    const { retireAfterDays, dropAfterDays } = end;
    const ended = { endedAt: now, retireAfterDays, dropAfterDays };
    if (state === 'ready') {
      const move = { from: state, to: 'suspended' } as const;
      await shutSandbox({ tx, now, enqueue }, { sandboxId: id, move, byId: null, reason, ended });
    } else if ((await tx.sandbox.updateMany({ where: { id, state }, data: ended })).count === 0)
      throw conflict('It is not suspended any more.');
    const until = momentText(daysAfter(now, retireAfterDays ?? suspendedDays));
    const isUnused = end.rule === 'unused';
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findToldOf(tx, sandbox),
      subject: isUnused
        ? `Sandbox ${slug} was not used and is suspended`
        : `Sandbox ${slug} has ended and is suspended`,
      text: `${reason} Its keys open nothing. ${isUnused ? 'Resume' : 'Extend'} it by ${until} to use it again; after that it is retired.`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, from: state, rule: end.rule };
  },
  audit: ({ result }) => ({
    event: 'sandbox.ended',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, from: result.from, rule: result.rule },
  }),
});

function reasonOf({ dormancy }: Ending, { rule, at }: ComingEnd): string {
  return rule === 'unused' && dormancy
    ? `It was last used on ${momentText(dormancy.lastSeenAt)}.`
    : `Its end of ${momentText(at)} has come.`;
}
