import { z } from 'zod';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';

/** Why new requests are stopped, by whom and since when; `stop` is null while they are not. */
export const getFilingStop = defineQuery({
  name: 'filing.get_stop',
  input: z.object({}),
  allow: 'request:read',
  run: async () => ({
    stop: await db().filingStop.findFirst({
      where: { endedAt: null },
      select: { id: true, reason: true, stoppedAt: true, stoppedBy: { select: { name: true } } },
    }),
  }),
});
