import { z } from 'zod';
import type { PersonActor } from '../access/actor';
import { can } from '../access/permissions';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { idInput, idSaying } from '../command/id-input';
import type { Tx } from '../db/transaction';
import { invalidField, KnownError } from '../errors';
import { createId } from '../ids';
import { findSeedSet } from '../products/find-seed-set';
import { addRequestEvent } from './add-request-event';
import { contentColumns } from './content-columns';
import { requireFiling } from './filing/require-filing';
import { findApprovalReasons } from './find-approval-reasons';
import { passWithoutReview } from './kinds/pass-without-review';
import { requestContent } from './request';
import { claimSlug } from './slug/claim-slug';
import { tellAwaited } from './tell-awaited';

/**
 * Files a request. Inside the subscription's quota, and with nothing that a person must agree to, it is approved in the same
 * transaction and its build is queued; else it waits for support. Support may file for a customer, which skips nothing.
 */
export const submitRequest = defineCommand({
  name: 'request.submit',
  input: requestContent.extend({
    tenantId: idSaying('Choose a production tenant.'),
    /** Whom support files for; left out when customers file for themselves. */
    requesterId: z.preprocess((value) => (value === '' ? undefined : value), idInput.optional()),
  }),
  allow: 'request:file',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const filer = requirePerson(actor);
    const { tenantId, requesterId, ...content } = input;
    await requireFiling(tx);
    const tenant = await findTenant(tx, filer, tenantId);
    const requester = await findRequester(tx, filer, tenant.organizationId, requesterId);
    await findSeedSet(tx, tenant.productId, content);
    const id = createId();
    const reasons = await findApprovalReasons(tx, tenant.organizationId, content);
    const passes = reasons.length === 0;
    const { number } = await tx.request.create({
      data: {
        ...contentColumns(content),
        id,
        state: passes ? 'approved' : 'awaiting_support',
        organizationId: tenant.organizationId,
        tenantId,
        requesterId: requester,
        filedById: filer.id,
        submittedAt: now,
        updatedAt: now,
        waitsSince: now,
        decidedAt: passes ? now : null,
      },
      select: { number: true },
    });
    await claimSlug(tx, id, content.slug, now);
    await addRequestEvent(tx, actor, { requestId: id, kind: 'submitted', at: now });
    await tx.requestDraft.deleteMany({
      where: { personId: filer.id, organizationId: tenant.organizationId },
    });
    const result = { id, number, organizationId: tenant.organizationId, sandboxId: null, slug: content.slug };
    if (!passes) {
      await tellAwaited(context, id);
      return result;
    }
    const sandboxId = await passWithoutReview(context, id);
    return { ...result, sandboxId };
  },
  audit: ({ input, result }) => ({
    event: 'request.submitted',
    subject: { type: 'request', id: result.id },
    organizationId: result.organizationId,
    details: {
      number: result.number,
      shape: input.shape,
      slug: input.slug,
      people: input.people.length,
      passedWithoutReview: result.sandboxId !== null,
    },
  }),
});

async function findTenant(tx: Tx, filer: PersonActor, tenantId: string) {
  const scope = filer.role === 'customer' ? { organizationId: filer.organizationId ?? 'none' } : {};
  const tenant = await tx.tenant.findFirst({
    where: { id: tenantId, ...scope },
    select: { id: true, organizationId: true, productId: true },
  });
  if (!tenant) throw invalidField('tenantId', 'Choose one of the production tenants in the list.');
  return tenant;
}

async function findRequester(
  tx: Tx,
  filer: PersonActor,
  organizationId: string,
  requesterId: string | undefined,
) {
  if (filer.role === 'customer') {
    if (requesterId && requesterId !== filer.id)
      throw new KnownError('forbidden', 'Only support files a request for somebody else.');
    return filer.id;
  }
  if (!can(filer, 'request:file_for_customer') || !requesterId)
    throw invalidField('requesterId', 'Choose the customer for whom you file this.');
  const found = await tx.person.findFirst({
    where: { id: requesterId, organizationId, role: 'customer', disabledAt: null },
    select: { id: true },
  });
  if (!found) throw invalidField('requesterId', 'Choose a customer of that organization.');
  return found.id;
}
