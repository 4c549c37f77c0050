import { canonicalHash } from './canonical-hash';
import type { ScrubPlan } from './scrub-plan';

/**
 * The hash of the canonical text of the whole plan, reasons and evidence included: what a person signed is what a person
 * saw. `$schema` is an editor's hint and does not count.
 */
export function planHash(plan: ScrubPlan): string {
  const { $schema: _hint, ...signed } = plan;
  return canonicalHash(signed);
}

/** The one hash of a plan and of the structure that it is carried out on, as it was when the plan was made or read anew. */
export function manifestHash(plan: string, structure: string): string {
  return canonicalHash({ plan, structure });
}

/** The hash that a copy under this plan has to come to: that of a source which still is what the plan was made for. */
export function signedManifestHash(plan: ScrubPlan): string {
  return manifestHash(planHash(plan), plan.source.fingerprint);
}
