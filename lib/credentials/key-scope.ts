import type { Actor } from '../access/actor';

/**
 * The where-clause on sandboxes whose keys this actor may see or end: a customer's are those of their own organization,
 * the house's people see all. A customer without an organization sees none.
 */
export function sandboxesInReach(actor: Actor): { organizationId?: string } {
  if (actor.kind === 'system' || actor.role !== 'customer') return {};
  return { organizationId: actor.organizationId ?? '' };
}
