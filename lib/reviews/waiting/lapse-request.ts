import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import type { WaitingState } from '../../policies/patience';
import { readPolicy } from '../../policies/read-policy';
import { addRequestEvent } from '../../requests/add-request-event';
import { moveRequest } from '../../requests/move-request';
import { releaseSlug } from '../../requests/slug/claim-slug';
import { enabledOf, findAwaited, findWaiting } from './find-waiting';

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
    const policy = await readPolicy(tx);
    const request = await findWaiting(tx, input.requestId, { due: 'lapse', policy, now });
    const { id, number, version, state, organizationId } = request;
    const reason = reasons[state](policy.document.patience[state].lapse);
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

const reasons: Record<WaitingState, (days: number) => string> = {
  awaiting_support: (days) => `Support decided nothing for ${days} days.`,
  awaiting_customer: (days) => `The questions were not answered for ${days} days.`,
  awaiting_compliance: (days) => `Compliance signed nothing for ${days} days.`,
};
