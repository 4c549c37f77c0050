import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { canonicalJson } from '../../scrub-plan/canonical-json';
import { planHash } from '../../scrub-plan/plan-hash';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import { structureFingerprint } from '../../structure/fingerprint';

/** What exactly a copy does to what: the plan, whole, and the structure that it was carried out on. */
export type Manifest = {
  /** SHA-256 over the rest, in hex. */
  hash: string;
  plan: string;
  /** Fingerprint of each schema's structure. */
  structure: Record<string, string>;
};

/** One hash for the structure of several schemas, in the session's present transaction. */
export async function readStructureHash(client: ClientBase, schemas: readonly string[]): Promise<string> {
  const structure: Record<string, string> = {};
  for (const schema of schemas) structure[schema] = await structureFingerprint(client, schema);
  return createHash('sha256').update(canonicalJson(structure)).digest('hex');
}

/**
 * Computes the manifest in the session's present transaction; in a held snapshot it says what is being copied, at any
 * other time what would be. Equal plans on equal structures give equal hashes.
 */
export async function sealManifest(client: ClientBase, plan: ScrubPlan): Promise<Manifest> {
  const structure: Record<string, string> = {};
  for (const schema of plan.schemas) structure[schema] = await structureFingerprint(client, schema);
  const parts = { plan: planHash(plan), structure };
  return { ...parts, hash: createHash('sha256').update(canonicalJson(parts)).digest('hex') };
}
