import { z } from 'zod';
import { defineCommand } from '../../../command/command';
import type { Tx } from '../../../db/transaction';
import { conflict } from '../../../errors';
import { notify } from '../../../notices/notify';
import { whyNotSigned } from '../../../scrub-plans/sign-off/why-not-signed';
import { type CopyDropReason, decideDays, keepDays } from '../copy';
import { lockedCopyParties } from '../copy-parties';
import { dropCopy } from '../drop-copy';
import { findBusy } from '../find-busy';

/**
 * The days of a copy are over: one that nobody activated is discarded, one that was kept for a roll back is dropped. One
 * that waits is discarded before that where the signatures that it was made under count no more. Refuses otherwise, and
 * while the sandbox is being rolled back.
 */
export const expireCopy = defineCommand({
  name: 'copy.expire',
  input: z.strictObject({ copyId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { copyId } = input;
    const { sandbox, state, told, ...found } = await lockedCopyParties(tx, copyId);
    if (state !== 'waiting' && state !== 'kept') throw conflict('Its days are not over.');
    const { reason, text } = await whyOver(tx, { state, ...found }, now);
    if ((await findBusy(tx, sandbox.id)) === 'roll_back') throw conflict('The sandbox is being rolled back.');
    const copy = { id: copyId, sandboxId: sandbox.id, from: state, reason, requestedById: null };
    await dropCopy({ tx, now, enqueue }, copy);
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug}: ${state === 'waiting' ? 'its refreshed copy was discarded' : 'its former copy was dropped'}`,
      text,
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

type Ending = {
  state: 'waiting' | 'kept';
  requestId: string | null;
  readyAt: Date | null;
  decideBy: Date | null;
  keptUntil: Date | null;
};

const goesOn = 'The sandbox goes on as it is; ask for another refresh when you need one.';

async function whyOver(tx: Tx, copy: Ending, now: Date): Promise<{ reason: CopyDropReason; text: string }> {
  const isOver = (until: Date | null) => until !== null && until <= now;
  if (copy.state === 'kept' && isOver(copy.keptUntil))
    return {
      reason: 'kept_long_enough',
      text: `Its ${keepDays} days are over; there is nothing left to roll back to.`,
    };
  if (copy.state === 'waiting' && isOver(copy.decideBy))
    return {
      reason: 'not_activated',
      text: `Nobody activated it within ${decideDays} days. ${goesOn}`,
    };
  const unsigned = copy.state === 'waiting' ? await whyNotSigned(tx, copy) : null;
  if (!unsigned) throw conflict('Its days are not over.');
  return { reason: 'not_signed', text: `${unsigned} The sandbox goes on as it is.` };
}
