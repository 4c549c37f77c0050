import { z } from 'zod';
import { defineCommand } from '../command/command';
import { daysAfter, momentText } from '../days';
import { conflict } from '../errors';
import { notify } from '../notices/notify';
import { findTold } from '../sandboxes/shut/find-told';
import { shutSandbox } from '../sandboxes/shut/shut-sandbox';
import { endOf, suspendedDays } from './end';
import { requireDue } from './require-due';

/** The end of a sandbox has come, and its people were warned: it is suspended. One that a person suspended stays so. */
export const endSandbox = defineCommand({
  name: 'sandbox.end',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const sandbox = await requireDue(tx, input.sandboxId, 'suspend', now);
    const { id, slug, state, organizationId } = sandbox;
    const reason = `Its end of ${momentText(endOf(sandbox).at)} has come.`;
    const ended = { byId: null, reason, endedAt: now };
    if (state === 'ready')
      await shutSandbox(
        { tx, now, enqueue },
        { sandboxId: id, move: { from: state, to: 'suspended' }, ...ended },
      );
    else if ((await tx.sandbox.updateMany({ where: { id, state }, data: { endedAt: now } })).count === 0)
      throw conflict('It is not suspended any more.');
    const until = daysAfter(now, suspendedDays);
    await notify(tx, enqueue, {
      to: await findTold(tx, id),
      subject: `Sandbox ${slug} has ended and is suspended`,
      text: `${reason} Its keys open nothing. Extend it by ${momentText(until)} to use it again; after that it is retired.`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, from: state };
  },
  audit: ({ result }) => ({
    event: 'sandbox.ended',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, from: result.from },
  }),
});
