import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { notify } from '../notices/notify';
import { addRequestEvent } from './add-request-event';
import { getParties } from './get-parties';
import { requestKinds } from './kinds/request-kind';
import { moveRequest } from './move-request';
import { remark } from './request';
import { tellAwaited } from './tell-awaited';

/** The customer answers; the request is again with whom its kind goes to, and whoever held it is told. */
export const answerQuestion = defineCommand({
  name: 'request.answer',
  input: z.strictObject({ requestId: idInput, answer: remark }),
  allow: 'request:answer',
  run: async (context) => {
    const { input, actor, tx, now, enqueue } = context;
    requirePerson(actor);
    const { request } = await getParties(tx, actor, input.requestId);
    const move = { from: 'awaiting_customer', to: requestKinds[request.kind].goesTo } as const;
    await moveRequest(context, { id: request.id }, move);
    await addRequestEvent(tx, actor, {
      requestId: request.id,
      kind: 'answered',
      at: now,
      text: input.answer,
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: request.assigneeId ? [request.assigneeId] : [],
      subject: `Request #${request.number}: the customer answered`,
      text: input.answer,
      href: `/requests/${request.id}`,
    });
    if (!request.assigneeId) await tellAwaited(context, request.id);
    return { requestId: request.id, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.answered',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
  }),
});
