import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import type { Tx } from '../db/transaction';
import { notFound } from '../errors';

/** The sandbox that a command is about. Throws `not_found` for one that the actor may not know of. */
export async function findVisibleSandbox(tx: Tx, actor: Actor, id: string) {
  const found = await tx.sandbox.findFirst({
    where: { AND: [{ id }, organizationScope(actor)] },
    select: { id: true, slug: true, state: true, shape: true, organizationId: true },
  });
  if (!found) throw notFound('sandbox');
  return found;
}
