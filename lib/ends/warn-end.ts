import { z } from 'zod';
import { defineCommand } from '../command/command';
import { momentText } from '../days';
import { createId } from '../ids';
import { notify } from '../notices/notify';
import { isUnbuilt } from '../sandboxes/sandbox';
import { findTold } from '../sandboxes/shut/find-told';
import { endOf, suspendedDays } from './end';
import { requireDue } from './require-due';

const builtText = `Its keys open nothing from then on. Its data is kept for ${suspendedDays} days more, in which it can be extended and used again. Extend it on its page if you still need it.`;
const unbuiltText =
  'It was not built, so that nothing is kept of it: its name and its place in the quota are free after that. Build it again on its page if you still need it.';

/** Warns the people of a sandbox, once for each of the days, that it will end. What they were sent is remembered: no end acts before. */
export const warnEnd = defineCommand({
  name: 'sandbox.warn_end',
  input: z.strictObject({ sandboxId: z.string(), daysBefore: z.int().nonnegative() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandboxId, daysBefore } = input;
    const sandbox = await requireDue(tx, sandboxId, { warn: daysBefore }, now);
    const { at } = endOf(sandbox);
    const noticeIds = await notify(tx, enqueue, {
      to: await findTold(tx, sandboxId),
      subject: `Sandbox ${sandbox.slug} ends on ${momentText(at)}`,
      text: isUnbuilt(sandbox.state) ? unbuiltText : builtText,
      href: `/s/${sandbox.slug}`,
    });
    await tx.endWarning.create({
      data: { id: createId(), sandboxId, endsAt: at, daysBefore, noticeIds, createdAt: now },
    });
    return {
      sandboxId,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      endsAt: at.toISOString(),
      told: noticeIds.length,
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.end_warned',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      endsAt: result.endsAt,
      daysBefore: input.daysBefore,
      told: result.told,
    },
  }),
});
