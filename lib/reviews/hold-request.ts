import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict, notFound } from '../errors';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';
import { isOpen } from '../requests/request';

/** An agent takes a request, so that others see who works on it. Who holds it already keeps it. */
export const holdRequest = defineCommand({
  name: 'request.hold',
  input: z.strictObject({ requestId: idInput }),
  allow: 'request:hold',
  run: async ({ input, actor, tx, now }) => {
    const { request } = await getParties(tx, actor, input.requestId);
    if (!isOpen(request.state)) throw conflict('It is decided; nobody needs to hold it.');
    const { count } = await tx.request.updateMany({
      where: { id: request.id, assigneeId: null, state: request.state },
      data: { assigneeId: requirePerson(actor).id },
    });
    if (count === 0) {
      const holder = await tx.request.findUnique({
        where: { id: request.id },
        select: { assignee: { select: { name: true } } },
      });
      if (!holder) throw notFound('request');
      throw conflict(`${holder.assignee?.name ?? 'Somebody'} holds it already.`);
    }
    await addRequestEvent(tx, actor, { requestId: request.id, kind: 'held', at: now });
    return { requestId: request.id, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.held',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
  }),
});
