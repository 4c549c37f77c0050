import { z } from 'zod';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict } from '../errors';
import { discardScheduled } from '../sandboxes/discard-scheduled';
import { addRequestEvent } from './add-request-event';
import { getParties } from './get-parties';
import { requestKinds } from './kinds/request-kind';
import { moveRequest } from './move-request';
import { releaseSlug } from './slug/claim-slug';

/**
 * The customer takes the request back, at any time before its build has begun. The name becomes free again; what is
 * already built is destroyed instead.
 */
export const withdrawRequest = defineCommand({
  name: 'request.withdraw',
  input: z.strictObject({ requestId: idInput }),
  allow: 'request:withdraw',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const { request } = await getParties(tx, actor, input.requestId);
    const { state } = request;
    if (state === 'withdrawn' || state === 'declined') throw conflict('It has ended already.');
    const { whyNotUndo } = requestKinds[request.kind];
    if (state === 'approved' && whyNotUndo !== null) throw conflict(whyNotUndo);
    if (state === 'approved') await discardScheduled(tx, request.id);
    await moveRequest(context, { id: request.id }, { from: state, to: 'withdrawn' });
    await releaseSlug(tx, request.id);
    await addRequestEvent(tx, actor, { requestId: request.id, kind: 'withdrawn', at: now });
    return { requestId: request.id, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.withdrawn',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
  }),
});
