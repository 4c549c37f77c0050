import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict, notFound } from '../../errors';
import { sweepActs } from './sweep-stop';

/** Lets a stopped sweep do what was shown: exactly as many acts as the person saw. The next sweep does them, within a day. */
export const allowSweep = defineCommand({
  name: 'sweep.allow',
  input: z.strictObject({ stopId: idInput, acts: z.coerce.number().int() }),
  allow: 'sweep:allow',
  run: async ({ input, actor, tx, now }) => {
    const person = requirePerson(actor);
    const found = await tx.sweepStop.findUnique({ where: { id: input.stopId }, select: { acts: true } });
    if (!found) throw notFound('stopped sweep');
    const acts = sweepActs.parse(found.acts).length;
    if (acts !== input.acts)
      throw conflict(`It would take ${acts} sandboxes by now, not ${input.acts}. Look at them again.`);
    const { count } = await tx.sweepStop.updateMany({
      where: { id: input.stopId, allowedAt: null, endedAt: null },
      data: { allowedAt: now, allowedById: person.id },
    });
    if (count === 0) throw conflict('Somebody allowed it already, or nothing of it is left to do.');
    return { stopId: input.stopId, acts };
  },
  audit: ({ result }) => ({
    event: 'sweep.allowed',
    subject: { type: 'sweep', id: result.stopId },
    organizationId: null,
    details: { acts: result.acts },
  }),
});
