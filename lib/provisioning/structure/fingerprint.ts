import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { listDefinitions } from './list-definitions';

/**
 * One hash for a schema's whole structure, equal for a tenant's schema in production and for its copy in a sandbox.
 * It covers tables, columns, constraints, indexes, views, functions, triggers, rules, types, sequences, policies,
 * partitions, statistics objects and comments, and no row, no sequence position, no owner and no grant.
 */

/** The fingerprint of a list of definitions: SHA-256 in hex over their canonical JSON. */
export function fingerprintOf(definitions: readonly DefinitionRow[]): string {
  const hash = createHash('sha256');
  for (const { kind, name, definition } of definitions)
    hash.update(`${JSON.stringify([kind, name, definition])}\n`);
  return hash.digest('hex');
}

/** Reads and hashes a schema's structure; see `listDefinitions` for what the session must be. */
export async function structureFingerprint(client: ClientBase, schema: string): Promise<string> {
  return fingerprintOf(await listDefinitions(client, schema));
}

/** One object on which two structures disagree. */
export type StructureDifference = {
  kind: string;
  name: string;
  change: 'missing' | 'added' | 'changed';
  expected?: string;
  found?: string;
};

/** What `found` lacks, adds or defines otherwise than `expected`; empty exactly when the fingerprints are equal. */
export function compareDefinitions(
  expected: readonly DefinitionRow[],
  found: readonly DefinitionRow[],
): StructureDifference[] {
  const wanted = byObject(expected);
  const present = byObject(found);
  const differences: StructureDifference[] = [];
  for (const [object, { kind, name, definition }] of wanted) {
    const other = present.get(object);
    if (!other) differences.push({ kind, name, change: 'missing', expected: definition });
    else if (other.definition !== definition)
      differences.push({ kind, name, change: 'changed', expected: definition, found: other.definition });
  }
  for (const [object, { kind, name, definition }] of present)
    if (!wanted.has(object)) differences.push({ kind, name, change: 'added', found: definition });
  return differences;
}

/** A difference as people read it: "column parts.weight: is changed". Definitions stay out, they may be long. */
export function describeDifference({ kind, name, change }: StructureDifference): string {
  return `${kind} ${name} is ${change}`;
}

/** Functions that differ in their defaults alone share a name, so equal names are counted. */
function byObject(definitions: readonly DefinitionRow[]): Map<string, DefinitionRow> {
  const objects = new Map<string, DefinitionRow>();
  for (const row of definitions) {
    const key = `${row.kind} ${row.name}`;
    let repeat = 0;
    while (objects.has(`${key} ${repeat}`)) repeat += 1;
    objects.set(`${key} ${repeat}`, row);
  }
  return objects;
}
