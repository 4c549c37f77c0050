import { z } from 'zod';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { sweepActs, sweepLimit } from './sweep-stop';

/** The sweep that waits for a person, with what it would take; null where none does. */
export const getSweepStop = defineQuery({
  name: 'sweep.get_stop',
  input: z.object({}),
  allow: 'sweep:allow',
  run: async () => {
    const found = await db().sweepStop.findFirst({
      where: { endedAt: null },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        acts: true,
        fleet: true,
        createdAt: true,
        allowedAt: true,
        allowedBy: { select: { name: true } },
      },
    });
    if (!found) return null;
    return { ...found, acts: sweepActs.parse(found.acts), limit: sweepLimit(found.fleet) };
  },
});
