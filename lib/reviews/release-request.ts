import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict } from '../errors';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';

/** An agent puts a request back into the queue. Only who holds it can. */
export const releaseRequest = defineCommand({
  name: 'request.release',
  input: z.strictObject({ requestId: idInput }),
  allow: 'request:hold',
  run: async ({ input, actor, tx, now }) => {
    const { request } = await getParties(tx, actor, input.requestId);
    const { count } = await tx.request.updateMany({
      where: { id: request.id, assigneeId: requirePerson(actor).id },
      data: { assigneeId: null },
    });
    if (count === 0) throw conflict('You do not hold this request any more.');
    await addRequestEvent(tx, actor, { requestId: request.id, kind: 'released', at: now });
    return { requestId: request.id, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.released',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
  }),
});
