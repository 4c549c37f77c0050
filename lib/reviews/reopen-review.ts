import { defineCommand } from '../command/command';
import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import { lockCopies } from '../operations/copies/move-copy';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';
import { moveRequest } from '../requests/move-request';
import { type RequestKind, reason } from '../requests/request';
import { findToCome } from '../sandboxes/copies/find-to-come';
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
    if (!(await hasFailed(tx, request)))
      throw conflict('Only a snapshot that could not be made goes before compliance again.');
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

/** Whether what the request asks for could not be made; the copies of a refresh's sandbox stay locked. */
async function hasFailed(
  tx: Tx,
  request: { id: string; kind: RequestKind; refreshesId: string | null },
): Promise<boolean> {
  const requestId = request.id;
  if (request.kind === 'sandbox')
    return (await tx.sandbox.count({ where: { requestId, state: 'failed', shape: 'snapshot' } })) > 0;
  const sandboxId = request.refreshesId ?? '';
  await lockCopies(tx, sandboxId);
  const { openRequest, toCome } = await findToCome(tx, sandboxId);
  if (openRequest !== null) throw conflict(`Request #${openRequest} asks for another refresh already.`);
  const [latest] = await tx.sandboxCopy.findMany({
    where: { requestId },
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { state: true },
  });
  return toCome === null && latest?.state === 'failed';
}
