/**
 * The scalars inside sampled JSON documents, gathered by path: `$.contact.mail`, `$.tags[]`. Keys are part of a path
 * only where they repeat; an object whose keys are themselves data (a map from mail to role) ends the walk, and what
 * lies below is dropped by the mask, since no plan can name it.
 */

export type DocumentNode =
  | { kind: 'scalar'; type: 'text' | 'number' | 'boolean'; values: (string | null)[] }
  | { kind: 'object'; keys: Map<string, DocumentNode> }
  | { kind: 'array'; items: DocumentNode }
  | { kind: 'opaque' };

/** More different keys than this, seen over all samples at one place, are data and not names. */
const mostKeys = 60;
const deepest = 8;

function scalarOf(values: unknown[]): DocumentNode {
  const present = values.filter((value) => value !== null);
  const type = present.every((value) => typeof value === 'number')
    ? 'number'
    : present.every((value) => typeof value === 'boolean')
      ? 'boolean'
      : 'text';
  const wrong = type === 'text' && present.some((value) => typeof value !== 'string');
  if (present.length === 0 || (wrong && !present.some((value) => typeof value === 'string')))
    return { kind: 'opaque' };
  return { kind: 'scalar', type, values: values.map((value) => (value === null ? null : String(value))) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values of mixed kinds at one place are told by the commonest kind; the mask drops the others. */
function nodeOf(values: unknown[], depth: number): DocumentNode {
  if (depth > deepest || values.length === 0) return { kind: 'opaque' };
  const objects = values.filter(isRecord);
  const arrays = values.filter((value): value is unknown[] => Array.isArray(value));
  const scalars = values.filter((value) => !isRecord(value) && !Array.isArray(value));
  if (
    objects.length >= arrays.length &&
    objects.length >= scalars.filter((value) => value !== null).length &&
    objects.length > 0
  ) {
    const names = new Set(objects.flatMap((value) => Object.keys(value)));
    if (names.size > mostKeys || [...names].some((name) => name.includes('@') || name.length > 63))
      return { kind: 'opaque' };
    const keys = [...names].map((name): [string, DocumentNode] => [
      name,
      nodeOf(
        objects.flatMap((value) => (name in value ? [value[name]] : [])),
        depth + 1,
      ),
    ]);
    return { kind: 'object', keys: new Map(keys) };
  }
  if (arrays.length > 0 && arrays.length >= scalars.filter((value) => value !== null).length)
    return { kind: 'array', items: nodeOf(arrays.flat(), depth + 1) };
  return scalarOf(scalars);
}

/** The common structure of documents given as JSON text. Texts that do not parse are passed over. */
export function documentTree(documents: (string | null)[]): DocumentNode {
  const parsed = documents.flatMap((text): unknown[] => {
    if (text === null) return [];
    try {
      return [JSON.parse(text)];
    } catch {
      return [];
    }
  });
  return nodeOf(parsed, 0);
}
