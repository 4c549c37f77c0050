import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import { conflict } from '../../../errors';
import { notify } from '../../../notices/notify';
import { decideDays, keepDays } from '../../../sandboxes/copies/copy';
import { lockedCopyParties } from '../copy-parties';
import { dropCopy } from '../drop-copy';
import { findBusy } from '../find-busy';

/**
 * The days of a copy are over: one that nobody activated is discarded, one that was kept for a roll back is dropped.
 * Refuses before they are, and while the sandbox is being rolled back.
 */
export const expireCopy = defineCommand({
  name: 'copy.expire',
  input: z.strictObject({ copyId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { copyId } = input;
    const { sandbox, state, decideBy, keptUntil, told } = await lockedCopyParties(tx, copyId);
    const until = state === 'waiting' ? decideBy : keptUntil;
    if ((state !== 'waiting' && state !== 'kept') || !until || until > now)
      throw conflict('Its days are not over.');
    if ((await findBusy(tx, sandbox.id)) === 'roll_back') throw conflict('The sandbox is being rolled back.');
    const reason = state === 'waiting' ? ('not_activated' as const) : ('kept_long_enough' as const);
    const copy = { id: copyId, sandboxId: sandbox.id, from: state, reason, requestedById: null };
    await dropCopy({ tx, now, enqueue }, copy);
    await notify(tx, enqueue, {
      to: told,
      subject: `Sandbox ${sandbox.slug}: ${state === 'waiting' ? 'its refreshed copy was discarded' : 'its former copy was dropped'}`,
      text:
        state === 'waiting'
          ? `Nobody activated it within ${decideDays} days. The sandbox goes on as it is; ask for another refresh when you need one.`
          : `Its ${keepDays} days are over; there is nothing left to roll back to.`,
      href: `/s/${sandbox.slug}`,
    });
    return { sandboxId: sandbox.id, organizationId: sandbox.organizationId, reason };
  },
  audit: ({ input, result }) => ({
    event: 'copy.expired',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { copyId: input.copyId, reason: result.reason },
  }),
});
