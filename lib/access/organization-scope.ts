import type { Actor } from './actor';

/**
 * What an actor may know of, as a where-clause on anything that belongs to an organization: a customer's own
 * organization's, the house's all. A customer without an organization sees nothing.
 */
export function organizationScope(actor: Actor): { organizationId?: string } {
  if (actor.kind === 'system' || actor.role !== 'customer') return {};
  return { organizationId: actor.organizationId ?? '' };
}
