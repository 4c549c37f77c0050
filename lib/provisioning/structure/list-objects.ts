import { createHash } from 'node:crypto';
import type { ObjectList } from '../../plan-format/structure/compare-objects';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { safeName } from '../classify/structure/scan-structure';

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
