import { KnownError } from '../errors';
import type { Actor, Role } from './actor';

/**
 * THE permission table: what each role may attempt. Commands, queries and buttons read it alike. It says nothing about
 * single objects; those rules (which organization, whose request) are where-clauses and predicates of the nouns.
 */
const everyone = ['customer', 'support', 'compliance', 'admin'] as const;
const customersAndSupport = ['customer', 'support', 'admin'] as const;
const house = ['support', 'compliance', 'admin'] as const;

export const permissions = {
  'request:read': everyone,
  'request:file': customersAndSupport,
  'request:file_for_customer': ['support', 'admin'],
  'request:amend': customersAndSupport,
  'request:withdraw': customersAndSupport,
  'request:answer': customersAndSupport,
  'request:decide': ['support', 'admin'],
  'request:sign': ['compliance'],
  'request:reopen': house,
  'request:hold': ['support', 'admin'],
  'filing:stop': ['admin'],
  'queue:read': house,
  'fleet:read': house,
  'fleet:act': ['support', 'admin'],
  'fleet:keep_views': house,
  'sandbox:read': everyone,
  'sandbox:reset': customersAndSupport,
  'sandbox:clone': customersAndSupport,
  'sandbox:people': customersAndSupport,
  'sandbox:rename': customersAndSupport,
  'sandbox:destroy': ['customer', 'support', 'compliance'],
  'sandbox:suspend': customersAndSupport,
  'sandbox:quarantine': house,
  'sandbox:lift_quarantine': ['support', 'compliance'],
  'sandbox:retire': everyone,
  'sandbox:extend': customersAndSupport,
  'sandbox:keep_alive': customersAndSupport,
  'sandbox:protect': ['support', 'admin'],
  'sandbox:tell_people': ['support', 'admin'],
  'sandbox:unprotect': house,
  'sweep:allow': ['support', 'admin'],
  'copy:decide': customersAndSupport,
  'operation:read': everyone,
  'operation:cancel': customersAndSupport,
  'operation:retry': customersAndSupport,
  'operation:work': ['system'],
  'api_key:create': ['customer'],
  'api_key:revoke': customersAndSupport,
  'product:register': ['admin', 'system'],
  'organization:read': house,
  'organization:demand_review': ['compliance', 'admin'],
  'organization:waive_review': ['compliance'],
  'organization:set_zone': ['support', 'admin'],
  'subscription:change': ['admin'],
  'policy:read': house,
  'policy:save': ['admin'],
  'person:read': ['admin'],
  'person:disable': ['admin'],
  'notice:read': everyone,
  'notice:choose': everyone,
  'letter:preview': house,
  'scrub_plan:read': house,
  'scrub_plan:edit': ['support', 'compliance', 'admin'],
  'certificate:read': everyone,
  'audit:read': house,
} as const satisfies Record<string, readonly (Role | 'system')[]>;

export type Permission = keyof typeof permissions;

/** Whether this actor's role may attempt this at all. */
export function can(actor: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = permissions[permission];
  return allowed.includes(actor.kind === 'system' ? 'system' : actor.role);
}

/** Throws `forbidden` with a sentence unless the actor may attempt this. */
export function assertCan(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return;
  const role = actor.kind === 'system' ? 'the system' : `the role ${actor.role}`;
  throw new KnownError('forbidden', `This needs the permission ${permission}, which ${role} does not have.`);
}
