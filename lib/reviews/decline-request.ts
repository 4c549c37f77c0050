import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { reason } from '../requests/request';
import { releaseSlug } from '../requests/slug/claim-slug';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';

/** Support says no, with a reason that reaches the requester. The name becomes free again. */
export const declineRequest = defineCommand({
  name: 'request.decline',
  input: decisionInput.extend({ reason }),
  allow: 'request:decide',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const decider = requirePerson(actor).id;
    const decision = await decide(context, {
      as: 'support',
      move: { from: 'awaiting_support', to: 'declined' },
      kind: 'declined',
      text: input.reason,
      columns: { assigneeId: decider, decidedById: decider, decidedAt: now, decisionReason: input.reason },
      headline: 'declined',
    });
    await releaseSlug(tx, input.requestId);
    return decision;
  },
  audit: ({ input, result }) => decisionAudit('request.declined', input, result),
});
