import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { lockFor } from '../../db/lock';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import { stopFilingInput } from './filing-stop';

/**
 * Stops new requests until somebody allows them again. Whoever wants to file reads the reason; drafts are kept, and what was
 * filed before goes on. Throws `state_conflict`, naming who was faster, where they are stopped already.
 */
export const stopFiling = defineCommand({
  name: 'filing.stop',
  input: stopFilingInput,
  allow: 'filing:stop',
  run: async ({ input, actor, tx, now }) => {
    const person = requirePerson(actor);
    await lockFor(tx, 'filing');
    const stopped = await tx.filingStop.findFirst({
      where: { endedAt: null },
      select: { stoppedBy: { select: { name: true } } },
    });
    if (stopped) throw conflict(`${stopped.stoppedBy.name} stopped new requests already.`);
    const id = createId();
    await tx.filingStop.create({
      data: { id, reason: input.reason, stoppedById: person.id, stoppedAt: now },
    });
    return { id };
  },
  audit: ({ input, result }) => ({
    event: 'filing.stopped',
    subject: { type: 'filing_stop', id: result.id },
    details: { reason: input.reason },
  }),
});
