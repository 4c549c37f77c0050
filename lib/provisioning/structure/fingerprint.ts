import { createHash } from 'node:crypto';
import type { ObjectList } from '../../plan-format/structure/compare-objects';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { safeName } from '../classify/structure/scan-structure';

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

/** One object on which two structures disagree. */
export type StructureDifference = {
  kind: string;
  name: string;
  change: 'missing' | 'added' | 'changed';
  expected?: string;
  found?: string;
  /** All but what is printed from trees is equal. A restore may print those anew. */
  inTrees?: boolean;
};

/**
 * Definitions as a server prints them after a restore, where that differs from the source's own print: a hash for each,
 * over its kind, name and trees.
 */
export type Reprinted = readonly string[];

/** What a restore of the source's structure prints otherwise than the source does. Missing objects are not its matter. */
export function reprintedBy(
  expected: readonly DefinitionRow[],
  printed: readonly DefinitionRow[],
): Reprinted {
  const wanted = byObject(expected);
  return [...byObject(printed)]
    .filter(([object, row]) => row.trees && row.definition !== wanted.get(object)?.definition)
    .map(([object, row]) => printOf(object, row));
}

/** All but the trees is equal, and the trees are as the restore printed the source's. */
function isReprint(object: string, wanted: DefinitionRow, found: DefinitionRow, prints: Reprinted): boolean {
  return framesAgree(wanted, found) && prints.includes(printOf(object, found));
}

const framesAgree = (wanted: DefinitionRow, found: DefinitionRow) =>
  wanted.frame !== undefined && wanted.frame === found.frame;

const printOf = (object: string, { trees = [] }: DefinitionRow) =>
  createHash('sha256')
    .update(JSON.stringify([object, ...trees]))
    .digest('hex')
    .slice(0, 32);

/**
 * What `found` lacks, adds or defines otherwise than `expected`. Without `reprinted` it is empty exactly when the
 * fingerprints are equal; with it, definitions may also be as the target's own server prints the source's.
 */
export function compareDefinitions(
  expected: readonly DefinitionRow[],
  found: readonly DefinitionRow[],
  reprinted: Reprinted = [],
): StructureDifference[] {
  const wanted = byObject(expected);
  const present = byObject(found);
  const differences: StructureDifference[] = [];
  for (const [object, row] of wanted) {
    const { kind, name, definition } = row;
    const other = present.get(object);
    if (!other) differences.push({ kind, name, change: 'missing', expected: definition });
    else if (other.definition !== definition && !isReprint(object, row, other, reprinted)) {
      const found = other.definition;
      const inTrees = framesAgree(row, other);
      differences.push({ kind, name, change: 'changed', expected: definition, found, inTrees });
    }
  }
  for (const [object, { kind, name, definition }] of present)
    if (!wanted.has(object)) differences.push({ kind, name, change: 'added', found: definition });
  return differences;
}

/** A difference as people read it: "column parts.weight: is changed". Definitions stay out, they may be long. */
export function describeDifference({ kind, name, change }: StructureDifference): string {
  return `${kind} ${safeName(name)} is ${change}`;
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

/** Of a SHA-256 in hex: enough to tell an object's states apart. The fingerprint alone decides whether anything changed. */
const hashLength = 12;

/** Lists each object once; those of one name, such as functions that differ in their defaults, are told as one. Pure. */
export function listObjects(definitions: readonly DefinitionRow[]): ObjectList {
  const texts = new Map<string, string[]>();
  for (const { kind, name, definition } of definitions) {
    const object = `${kind} "${safeName(name)}"`;
    texts.set(object, [...(texts.get(object) ?? []), JSON.stringify([name, definition])]);
  }
  return Object.fromEntries(
    [...texts].map(([object, of]) => {
      const hash = createHash('sha256').update(of.sort().join('\n')).digest('hex');
      return [object, hash.slice(0, hashLength)];
    }),
  );
}
