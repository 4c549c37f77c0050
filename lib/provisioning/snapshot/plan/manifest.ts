import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { canonicalJson } from '../../scrub-plan/canonical-json';
import { planHash } from '../../scrub-plan/plan-hash';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import { structureFingerprint } from '../../structure/fingerprint';

/**
 * What exactly a copy does to what: the plan, whole, and the structure that it is carried out on. A plan names the
 * structure that it was made for, so whoever signs it knows the hash that the copy must come to.
 */
export type Manifest = {
  /** SHA-256, in hex, over the plan's hash and the one hash of the structure. */
  hash: string;
  plan: string;
  /** Fingerprint of each schema's structure. */
  structure: Record<string, string>;
};

/** One hash for the structure of several schemas, in the session's present transaction. */
export async function readStructureHash(client: ClientBase, schemas: readonly string[]): Promise<string> {
  return hashOf(await readStructure(client, schemas));
}

/** The hash that a copy under this plan has to come to: that of a source which still is what the plan was made for. */
export function signedManifestHash(plan: ScrubPlan): string {
  return hashOf({ plan: planHash(plan), structure: plan.source.fingerprint });
}

/**
 * Computes the manifest in the session's present transaction; in a held snapshot it says what is being copied, at any
 * other time what would be. Equal plans on equal structures give equal hashes.
 */
export async function sealManifest(client: ClientBase, plan: ScrubPlan): Promise<Manifest> {
  const structure = await readStructure(client, plan.schemas);
  const parts = { plan: planHash(plan), structure };
  return { ...parts, hash: hashOf({ ...parts, structure: hashOf(structure) }) };
}

async function readStructure(
  client: ClientBase,
  schemas: readonly string[],
): Promise<Record<string, string>> {
  const structure: Record<string, string> = {};
  for (const schema of schemas) structure[schema] = await structureFingerprint(client, schema);
  return structure;
}

const hashOf = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');
