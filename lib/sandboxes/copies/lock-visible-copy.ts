import type { Actor } from '../../access/actor';
import { organizationScope } from '../../access/organization-scope';
import type { Tx } from '../../db/transaction';
import { notFound } from '../../errors';
import { lockCopies } from './move-copy';

/**
 * The copy that a command decides about, with its sandbox's copies locked until the transaction ends: what is returned
 * stays true. Throws `not_found` for one that the actor may not know of.
 */
export async function lockVisibleCopy(tx: Tx, actor: Actor, copyId: string) {
  const where = { AND: [{ id: copyId }, { sandbox: organizationScope(actor) }] };
  const found = await tx.sandboxCopy.findFirst({ where, select: { sandboxId: true } });
  if (!found) throw notFound('copy');
  await lockCopies(tx, found.sandboxId);
  const copy = await tx.sandboxCopy.findFirst({
    where,
    select: {
      id: true,
      state: true,
      requestId: true,
      readyAt: true,
      decideBy: true,
      keptUntil: true,
      sandbox: { select: { id: true, slug: true, state: true, shape: true, organizationId: true } },
    },
  });
  if (!copy) throw notFound('copy');
  return copy;
}
