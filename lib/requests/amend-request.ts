import { z } from 'zod';
import { canonicalJson, type Json } from '../canonical-json';
import { defineCommand } from '../command/command';
import { idInput } from '../command/id-input';
import { conflict } from '../errors';
import { notify } from '../notices/notify';
import { findSeedSet } from '../products/find-seed-set';
import { discardScheduled } from '../sandboxes/discard-scheduled';
import { voidSignatures } from '../sign-offs/void-signatures';
import { addRequestEvent } from './add-request-event';
import { contentColumns } from './content-columns';
import { getParties } from './get-parties';
import { waitsAnew, whyNotMoved } from './move-request';
import { requestContent, whyNotAmend } from './request';
import { claimSlug } from './slug/claim-slug';
import { tellAwaited } from './tell-awaited';

/**
 * The customer changes what they ask for. That voids an approval: the request is with support again, in its next
 * version, so that nobody decides a text that they did not read. Possible until the build has begun.
 */
export const amendRequest = defineCommand({
  name: 'request.amend',
  input: requestContent.extend({
    requestId: idInput,
    version: z.coerce.number().int().positive(),
  }),
  allow: 'request:amend',
  run: async (context) => {
    const { input, actor, tx, now, enqueue } = context;
    const { requestId, version, ...content } = input;
    const { request } = await getParties(tx, actor, requestId);
    const objection = whyNotAmend(request);
    if (objection) throw conflict(objection);
    await findSeedSet(tx, request.tenant.productId, content);
    const columns = contentColumns(content);
    const changed = Object.entries(columns).flatMap(([name, value]) =>
      sameValue(value, request[name as keyof typeof columns]) ? [] : [name],
    );
    const voidedApproval = request.state === 'approved' || request.state === 'awaiting_compliance';
    if (request.state === 'approved') await discardScheduled(tx, request.id);
    const { count } = await tx.request.updateMany({
      where: { id: request.id, version, state: request.state },
      data: {
        ...columns,
        state: 'awaiting_support',
        version: version + 1,
        decidedById: null,
        decidedAt: null,
        updatedAt: now,
        ...waitsAnew(now),
      },
    });
    if (count === 0) throw await whyNotMoved(tx, actor, request);
    await voidSignatures(
      { tx, now, enqueue },
      { requestId },
      {
        by: 'amendment',
        reason: 'The request was amended.',
        told: request.decidedById ? [request.decidedById] : [],
      },
    );
    await claimSlug(tx, request.id, content.slug, now);
    await addRequestEvent(tx, actor, {
      requestId: request.id,
      kind: 'amended',
      at: now,
      details: { changed },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: request.assigneeId ? [request.assigneeId] : [],
      subject: `Request #${request.number}: amended`,
      text: `Changed: ${changed.join(', ') || 'nothing'}.`,
      href: `/requests/${request.id}`,
    });
    if (!request.assigneeId) await tellAwaited(context, request.id);
    return { requestId: request.id, organizationId: request.organizationId, changed, voidedApproval };
  },
  audit: ({ input, result }) => ({
    event: 'request.amended',
    subject: { type: 'request', id: result.requestId },
    organizationId: result.organizationId,
    details: { version: input.version + 1, changed: result.changed, voidedApproval: result.voidedApproval },
  }),
});

function sameValue(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}
