import { z } from 'zod';
import { defineCommand } from '../command/command';
import { momentText } from '../days';
import { createId } from '../ids';
import { notify } from '../notices/notify';
import { isUnbuilt } from '../sandboxes/sandbox';
import { findToldOf } from '../sandboxes/shut/find-told';
import type { ComingEnd } from './coming-end';
import { dueWith, endAhead } from './due-end';
import { suspendedDays } from './end';
import { endStillStands } from './end-still-stands';
import type { Ending } from './find-ending';
import { requireDue } from './require-due';

function wordsOf(
  sandbox: Ending,
  { rule, at, retireAfterDays }: ComingEnd,
): { subject: string; text: string } {
  const { slug, state, dormancy } = sandbox;
  if (rule === 'unused' && dormancy)
    return {
      subject: `Sandbox ${slug} is not used and is suspended on ${momentText(at)}`,
      text: `It was last used on ${momentText(dormancy.lastSeenAt)}. ${keptText(retireAfterDays ?? suspendedDays, 'resumed')} Use it, or say on its page that it is still needed.`,
    };
  return {
    subject: `Sandbox ${slug} ends on ${momentText(at)}`,
    text: isUnbuilt(state)
      ? unbuiltText
      : `${keptText(suspendedDays, 'extended and used again')} Extend it on its page if you still need it.`,
  };
}

const keptText = (days: number, how: string) =>
  `Its keys open nothing from then on. Its data is kept for ${days} days more, in which it can be ${how}.`;

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
    const end = dueWith(sandbox, now)?.end ?? endAhead(sandbox);
    const { rule, at, key } = end;
    const noticeIds = await notify(tx, enqueue, {
      kind: 'warning',
      holds: { check: endStillStands.name, id: sandboxId, at: key },
      to: await findToldOf(tx, sandbox),
      ...wordsOf(sandbox, end),
      href: rule === 'unused' ? `/s/${sandbox.slug}/activity` : `/s/${sandbox.slug}`,
    });
    await tx.endWarning.create({
      data: { id: createId(), sandboxId, rule, endsAt: key, daysBefore, noticeIds, createdAt: now },
    });
    return {
      sandboxId,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      endsAt: at.toISOString(),
      rule,
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
      rule: result.rule,
      told: result.told,
    },
  }),
});
