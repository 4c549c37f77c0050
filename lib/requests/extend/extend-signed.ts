import type { CommandContext } from '../../command/command';
import { conflict } from '../../errors';
import { extendNow } from '../../sandboxes/extend/extend-now';
import { whyNotExtend } from '../../sandboxes/extend/extension';

/**
 * What a request for a later end does once compliance signed it: the days that it asked for are added to the sandbox's end, or
 * to now where that has passed. The caller holds the sandbox's copies locked. Returns the sandbox's id.
 */
export async function extendSigned(
  context: Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>,
  { requestId }: { requestId: string },
): Promise<string> {
  const { concerns, durationDays, purpose, requesterId, number } = await context.tx.request.findUniqueOrThrow(
    {
      where: { id: requestId },
      select: {
        number: true,
        purpose: true,
        durationDays: true,
        requesterId: true,
        concerns: { select: { id: true, slug: true, state: true } },
      },
    },
  );
  if (!concerns) throw conflict('Its sandbox is gone.');
  const objection = whyNotExtend(concerns.state);
  if (objection) throw conflict(`${concerns.slug} cannot be extended now. ${objection}`);
  await extendNow(context, {
    sandboxId: concerns.id,
    days: durationDays,
    by: { id: requesterId, text: `Request #${number}, which compliance signed, extended it` },
    reason: purpose,
  });
  return concerns.id;
}
