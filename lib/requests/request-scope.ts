import type { Actor } from '../access/actor';
import type { Prisma } from '../db/generated/client';

/** The requests that this actor may know of, as a where-clause: a customer's own organization's, the house's all. */
export function requestScope(actor: Actor): Prisma.RequestWhereInput {
  if (actor.kind === 'system' || actor.role !== 'customer') return {};
  return { organizationId: actor.organizationId ?? 'none' };
}
