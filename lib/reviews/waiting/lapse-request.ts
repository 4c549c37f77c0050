import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import { addRequestEvent } from '../../requests/add-request-event';
import { moveRequest } from '../../requests/move-request';
import { releaseSlug } from '../../requests/slug/claim-slug';
import { enabledOf, findAwaited, findWaiting } from './find-waiting';
import { patience, type WaitingState } from './patience';

/**
 * Ends a request that nobody decided or answered in all its days, with the reason in words. Signatures are void and its
 * name becomes free, as when it is declined; it can be filed again.
 */
export const lapseRequest = defineCommand({
  name: 'request.lapse',
  input: z.strictObject({ requestId: z.string() }),
  allow: 'operation:work',
  run: async (context) => {
    const { input, actor, tx, now, enqueue } = context;
    const request = await findWaiting(tx, input.requestId, 'lapse', now);
    const { id, number, version, state, organizationId } = request;
    const reason = reasons[state];
    const { requesterId, filedById, assigneeId, decidedById } = request;
    const involved = await enabledOf(tx, [requesterId, filedById, assigneeId, decidedById]);
    const told = [...(await findAwaited(tx, request)), ...involved];
    const ended = { decidedById: null, decidedAt: now, decisionReason: reason };
    await moveRequest(context, { id, version }, { from: state, to: 'declined' }, ended);
    await releaseSlug(tx, id);
    await addRequestEvent(tx, actor, { requestId: id, kind: 'lapsed', at: now, text: reason });
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Request #${number}: lapsed`,
      text: `${reason} It can be filed again.`,
      href: `/requests/${id}`,
    });
    return { requestId: id, number, organizationId, from: state };
  },
  audit: ({ result }) => ({
    event: 'request.lapsed',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
    details: { number: result.number, from: result.from },
  }),
});

const reasons: Record<WaitingState, string> = {
  awaiting_support: `Support decided nothing for ${patience.awaiting_support.lapse} days.`,
  awaiting_customer: `The questions were not answered for ${patience.awaiting_customer.lapse} days.`,
  awaiting_compliance: `Compliance signed nothing for ${patience.awaiting_compliance.lapse} days.`,
};
