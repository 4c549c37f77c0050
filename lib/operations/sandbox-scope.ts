import type { Actor } from '../access/actor';
import type { Prisma } from '../db/generated/client';

/** The sandboxes that this actor may know of, as a where-clause: a customer’s own organization’s, the house’s all. */
export function sandboxScope(actor: Actor): Prisma.SandboxWhereInput {
  if (actor.kind === 'system' || actor.role !== 'customer') return {};
  return { organizationId: actor.organizationId ?? 'none' };
}
