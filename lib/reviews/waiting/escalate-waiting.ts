import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import { awaitedLabels } from '../../policies/patience';
import { readPolicy } from '../../policies/read-policy';
import { addRequestEvent } from '../../requests/add-request-event';
import { findAbove, findAwaited, findWaiting, markWaiting } from './find-waiting';
import { waitedText } from './patience';

/**
 * Tells more people, once, that a request waits in spite of a reminder: administrators where the house lets it lie, and
 * whoever asked where the customer does not answer. It stands in the timeline, so that both sides see it.
 */
export const escalateWaiting = defineCommand({
  name: 'request.escalate',
  input: z.strictObject({ requestId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const policy = await readPolicy(tx);
    const request = await findWaiting(tx, input.requestId, { due: 'escalate', policy, now });
    await markWaiting(tx, request, { remindedAt: now, escalatedAt: now });
    await addRequestEvent(tx, actor, { requestId: request.id, kind: 'escalated', at: now });
    await notify(tx, enqueue, {
      kind: 'act',
      to: [...(await findAwaited(tx, request)), ...(await findAbove(tx, request))],
      subject: `Request #${request.number} waits too long for ${awaitedLabels[request.state]}`,
      text: waitedText(request, policy),
      href: `/requests/${request.id}`,
    });
    return { requestId: request.id, number: request.number, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.escalated',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
    details: { number: result.number },
  }),
});
