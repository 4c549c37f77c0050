import { defineCommand } from '../command/command';
import { reason } from '../requests/request';
import { releaseSlug } from '../requests/slug/claim-slug';
import { decide } from './decide';
import { decisionAudit, decisionInput } from './decision-input';

/** Compliance says no, with a reason that reaches the requester; the name becomes free again. */
export const refuseRequest = defineCommand({
  name: 'request.refuse',
  input: decisionInput.extend({ reason }),
  allow: 'request:sign',
  run: async (context) => {
    const { input, tx } = context;
    const decision = await decide(context, {
      as: 'compliance',
      move: { from: 'awaiting_compliance', to: 'declined' },
      kind: 'declined',
      text: input.reason,
      columns: { decisionReason: input.reason },
      headline: 'refused by compliance',
    });
    await releaseSlug(tx, input.requestId);
    return decision;
  },
  audit: ({ input, result }) => decisionAudit('request.refused', input, result),
});
