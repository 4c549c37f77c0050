import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { allowFilingInput } from './filing-stop';

/** Lets new requests in again. Throws `state_conflict` where that stop was lifted by somebody else. */
export const allowFiling = defineCommand({
  name: 'filing.allow',
  input: allowFilingInput,
  allow: 'filing:stop',
  run: async ({ input, actor, tx, now }) => {
    const person = requirePerson(actor);
    const { count } = await tx.filingStop.updateMany({
      where: { id: input.stopId, endedAt: null },
      data: { endedAt: now, endedById: person.id },
    });
    if (count === 0) throw conflict('New requests were allowed again already. Reload the page.');
    return { id: input.stopId };
  },
  audit: ({ result }) => ({
    event: 'filing.allowed',
    subject: { type: 'filing_stop', id: result.id },
    details: {},
  }),
});
