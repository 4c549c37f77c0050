import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import { awaitedLabels } from '../../policies/patience';
import { readPolicy } from '../../policies/read-policy';
import { findAwaited, findWaiting, markWaiting } from './find-waiting';
import { waitedText } from './patience';

/** Tells those for whom a request waits, once, that it still does, and when it will end by itself. */
export const remindWaiting = defineCommand({
  name: 'request.remind',
  input: z.strictObject({ requestId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const policy = await readPolicy(tx);
    const request = await findWaiting(tx, input.requestId, { due: 'remind', policy, now });
    await markWaiting(tx, request, { remindedAt: now });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findAwaited(tx, request),
      subject: `Request #${request.number} still waits for ${awaitedLabels[request.state]}`,
      text: waitedText(request, policy),
      href: `/requests/${request.id}`,
    });
    return { requestId: request.id, number: request.number, organizationId: request.organizationId };
  },
  audit: ({ result }) => ({
    event: 'request.reminded',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
    details: { number: result.number },
  }),
});
