import type { Actor } from '../../access/actor';
import { can } from '../../access/permissions';
import type { ProvisioningErrorCode } from '../../provisioning';

/**
 * Who may begin a failed build again, by what it failed for. A button that can only fail again is worse than none: it
 * costs whoever presses it a wait, and production a reading.
 *
 * - `anybody`: what was met passes by itself, or nobody knows what it was.
 * - `house`: the same build can succeed once somebody of the house, or of production, has changed what the message names.
 *   Support and administrators may begin it again then; the customer is told that they know.
 * - `nobody`: it begins by itself once it is signed again, and cannot before.
 *
 * Safe in the browser.
 */
export type RetryRule = 'anybody' | 'house' | 'nobody';

const rules: Record<ProvisioningErrorCode | 'attempts_used_up', RetryRule> = {
  source_unreachable: 'anybody',
  target_unreachable: 'anybody',
  target_full: 'anybody',
  too_many_connections: 'anybody',
  rights_missing: 'house',
  version_unsupported: 'house',
  unsupported_object: 'house',
  locale_unsupported: 'house',
  schema_missing: 'house',
  structure_failed: 'house',
  dump_broken: 'anybody',
  structure_mismatch: 'anybody',
  address_unfit: 'house',
  server_limit: 'house',
  server_fault: 'house',
  recovery_conflict: 'house',
  target_unwritable: 'house',
  source_writable: 'house',
  plan_invalid: 'house',
  product_mismatch: 'house',
  seed_set_invalid: 'house',
  data_invalid: 'house',
  lock_timeout: 'anybody',
  time_exceeded: 'anybody',
  source_pressure: 'anybody',
  target_not_empty: 'house',
  connection_lost: 'anybody',
  attempt_superseded: 'anybody',
  lease_lost: 'anybody',
  foreign_rights: 'anybody',
  baseline_missing: 'house',
  object_in_use: 'anybody',
  plan_refused: 'house',
  manifest_changed: 'house',
  proof_failed: 'house',
  not_signed: 'nobody',
  basis_changed: 'anybody',
  source_moved: 'nobody',
  cancelled: 'anybody',
  internal: 'anybody',
  attempts_used_up: 'anybody',
};

/** The rule for a failure's code; for what is missing before a build can begin, and for codes of no table, the house acts. Pure. */
export function retryRule(code: string | null): RetryRule {
  if (code === null) return 'anybody';
  return (Object.hasOwn(rules, code) && rules[code as keyof typeof rules]) || 'house';
}

/** What the plan's own page or its review has to change before such a build can succeed. Pure. */
export const isAboutPlan = (code: string | null) =>
  code === 'proof_failed' || code === 'plan_refused' || code === 'manifest_changed';

/** Why this person cannot begin a build again that failed with this code, in words; null when they can. Pure. */
export function whyNotRetry(actor: Actor, code: string | null): string | null {
  const rule = retryRule(code);
  if (rule === 'nobody')
    return 'It begins by itself once support and compliance have agreed anew; they know of it.';
  if (rule === 'house' && !can(actor, 'queue:read'))
    return 'It would fail again as it is. Support and compliance know of it, and begin it again once that is changed.';
  return null;
}
