import type { ClientBase } from 'pg';
import { canonicalHash } from '../../../plan-format/canonical-hash';
import { manifestHash, planHash } from '../../../plan-format/plan-hash';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { ObjectList } from '../../../plan-format/structure/compare-objects';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { fingerprintOf, listObjects } from '../../structure/fingerprint';
import { listDefinitions } from '../../structure/list-definitions';

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

/**
 * One hash for the structure of several schemas, and the list of objects that it is taken over, in the session's present
 * transaction.
 */
export async function readStructure(
  client: ClientBase,
  schemas: readonly string[],
): Promise<{ fingerprint: string; objects: Record<string, ObjectList> }> {
  const read = await readSchemas(client, schemas);
  const objects = Object.fromEntries(
    read.map(({ schema, definitions }) => [schema, listObjects(definitions)]),
  );
  return { fingerprint: canonicalHash(fingerprintsOf(read)), objects };
}

/**
 * Computes the manifest in the session's present transaction; in a held snapshot it says what is being copied, at any
 * other time what would be. Equal plans on equal structures give equal hashes.
 */
export async function sealManifest(client: ClientBase, plan: ScrubPlan): Promise<Manifest> {
  const structure = fingerprintsOf(await readSchemas(client, plan.schemas));
  const hash = planHash(plan);
  return { plan: hash, structure, hash: manifestHash(hash, canonicalHash(structure)) };
}

type SchemaDefinitions = { schema: string; definitions: DefinitionRow[] };

async function readSchemas(client: ClientBase, schemas: readonly string[]): Promise<SchemaDefinitions[]> {
  const read: SchemaDefinitions[] = [];
  for (const schema of schemas) read.push({ schema, definitions: await listDefinitions(client, schema) });
  return read;
}

const fingerprintsOf = (read: readonly SchemaDefinitions[]): Record<string, string> =>
  Object.fromEntries(read.map(({ schema, definitions }) => [schema, fingerprintOf(definitions)]));
