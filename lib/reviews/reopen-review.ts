import type { CommandContext } from '../command/command';
import { defineCommand } from '../command/command';
import { conflict } from '../errors';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';
import { type RequestKind, requestKinds } from '../requests/kinds/request-kind';
import { moveRequest } from '../requests/move-request';
import { reason } from '../requests/request';
import { tellAwaited } from '../requests/tell-awaited';
import { findToCome } from '../sandboxes/copies/find-to-come';
import { lockCopies } from '../sandboxes/copies/move-copy';
import { discardScheduled } from '../sandboxes/discard-scheduled';
import { isSigned } from '../scrub-plans/sign-off/is-signed';
import { decisionAudit, decisionInput } from './decision-input';
import { whyNotReopen } from './review';

/**
 * Puts a snapshot before compliance again that was approved and cannot go ahead: its copy could not be made or was
 * cancelled, or it waits for its day under signatures that will not count then. Signatures that are left are void,
 * visibly, and the next ones are under the plan as it is then. What was scheduled is taken back with it, and scheduled
 * anew by the next signature. Throws `state_conflict` where nothing is in the way of the build.
 */
export const reopenReview = defineCommand({
  name: 'request.reopen_review',
  input: decisionInput.extend({ reason }),
  allow: 'request:reopen',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const { request } = await getParties(tx, actor, input.requestId);
    const build = await buildOf(context, request);
    const objection = whyNotReopen({ ...request, build }, await isSigned(tx, request.id));
    if (objection) throw conflict(objection);
    const seen = { id: request.id, version: input.version };
    await moveRequest(context, seen, { from: 'approved', to: 'awaiting_compliance' });
    if (build === 'scheduled') await discardScheduled(tx, request.id);
    await addRequestEvent(tx, actor, {
      requestId: request.id,
      kind: 'reopened',
      at: now,
      text: input.reason,
    });
    await tellAwaited(context, request.id);
    return { requestId: request.id, number: request.number, organizationId: request.organizationId };
  },
  audit: ({ input, result }) => decisionAudit('request.review_reopened', input, result),
});

/** Where the build of what was asked for stands, or null; the copies of a refresh's sandbox stay locked. */
async function buildOf(
  { tx }: Pick<CommandContext<unknown>, 'tx'>,
  request: { id: string; kind: RequestKind; concernsId: string | null },
): Promise<string | null> {
  const requestId = request.id;
  if (requestKinds[request.kind].makesSandbox)
    return (await tx.sandbox.findUnique({ where: { requestId }, select: { state: true } }))?.state ?? null;
  const sandboxId = request.concernsId ?? '';
  await lockCopies(tx, sandboxId);
  const { openRequest, toCome } = await findToCome(tx, sandboxId);
  if (openRequest !== null) throw conflict(`Request #${openRequest} asks for another refresh already.`);
  if (toCome !== null) return toCome;
  const [latest] = await tx.sandboxCopy.findMany({
    where: { requestId },
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { state: true },
  });
  return latest?.state ?? null;
}
