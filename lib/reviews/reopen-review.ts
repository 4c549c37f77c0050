import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';
import { moveRequest } from '../requests/move-request';
import { reason } from '../requests/request';
import { decisionAudit, decisionInput } from './decision-input';

/**
 * Puts a request before compliance again whose signed copy could not be made: the source had drifted from the plan, or
 * the proof found something. Its signatures are void, visibly, and the next ones are under the plan as it is then.
 */
export const reopenReview = defineCommand({
  name: 'request.reopen_review',
  input: decisionInput.extend({ reason }),
  allow: 'request:reopen',
  run: async ({ input, actor, tx, now }) => {
    const { request } = await getParties(tx, actor, input.requestId);
    const failed = await tx.sandbox.count({
      where: { requestId: request.id, state: 'failed', shape: 'snapshot' },
    });
    if (failed === 0) throw conflict('Only a snapshot that could not be made goes before compliance again.');
    const seen = { id: request.id, version: input.version };
    await moveRequest(tx, actor, seen, { from: 'approved', to: 'awaiting_compliance' }, { updatedAt: now });
    await tx.signature.updateMany({
      where: { requestId: request.id, voidedAt: null },
      data: { voidedAt: now, voidReason: 'The signed copy could not be made.' },
    });
    await addRequestEvent(tx, actor, {
      requestId: request.id,
      kind: 'reopened',
      at: now,
      text: input.reason,
    });
    return { requestId: request.id, number: request.number, organizationId: request.organizationId };
  },
  audit: ({ input, result }) => decisionAudit('request.review_reopened', input, result),
});
