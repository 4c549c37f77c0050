import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { ScrubPlan } from './scrub-plan';

/**
 * SHA-256, in hex, over the canonical text of the whole plan, reasons and evidence included: what a person signed is
 * what a person saw. `$schema` is an editor's hint and does not count.
 */
export function planHash(plan: ScrubPlan): string {
  const { $schema: _hint, ...signed } = plan;
  return createHash('sha256').update(canonicalJson(signed)).digest('hex');
}
