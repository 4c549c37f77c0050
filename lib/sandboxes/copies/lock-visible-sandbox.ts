import type { Actor } from '../../access/actor';
import { organizationScope } from '../../access/organization-scope';
import type { Tx } from '../../db/transaction';
import { endColumns } from '../../ends/end';
import { notFound } from '../../errors';
import { lockCopies } from './move-copy';

/**
 * The sandbox that something is asked for or changed, with its copies locked until the transaction ends: what is returned stays
 * true. Throws `not_found` for one that the actor may not know of.
 */
export async function lockVisibleSandbox(tx: Tx, actor: Actor, id: string) {
  await lockCopies(tx, id);
  const found = await tx.sandbox.findFirst({
    where: { AND: [{ id }, organizationScope(actor)] },
    select: {
      id: true,
      slug: true,
      state: true,
      organizationId: true,
      tenantId: true,
      configuration: true,
      features: true,
      ...endColumns,
      shutById: true,
      organization: { select: { contractDemandsReview: true } },
      request: { select: { id: true, integration: true, requesterId: true, filedById: true } },
    },
  });
  if (!found) throw notFound('sandbox');
  return found;
}
