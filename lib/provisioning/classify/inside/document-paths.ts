import { fieldNames } from './field-names';

/**
 * The scalars inside sampled JSON documents, gathered by path: `$.contact.mail`, `$.tags[]`. Keys are part of a path only
 * where they name a field. All other keys are data, as in a map from mail to role: they are gathered as values of their own,
 * and what stands below any of them is one place, `$.roles.*`.
 */

export type DocumentNode =
  | { kind: 'scalar'; type: 'text' | 'number' | 'boolean'; values: (string | null)[] }
  | { kind: 'object'; keys: Map<string, DocumentNode>; others: OtherKeys | null }
  | { kind: 'array'; items: DocumentNode }
  | { kind: 'opaque' };

/** Keys that are data, once for each object that has one, and what is below them. */
export type OtherKeys = { names: string[]; value: DocumentNode };

/** A column is judged by no more values than this. */
const mostValues = 5_000;
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

function objectOf(objects: Record<string, unknown>[], depth: number): DocumentNode {
  const counts = new Map<string, number>();
  for (const key of objects.flatMap((value) => Object.keys(value)))
    counts.set(key, (counts.get(key) ?? 0) + 1);
  const fields = fieldNames(counts, objects.filter((value) => Object.keys(value).length > 0).length);
  const below = (key: string) => objects.flatMap((value) => (Object.hasOwn(value, key) ? [value[key]] : []));
  const others = objects
    .flatMap((value) => Object.entries(value).filter(([key]) => !fields.has(key)))
    .slice(0, mostValues);
  return {
    kind: 'object',
    keys: new Map([...fields].map((key) => [key, nodeOf(below(key), depth + 1)])),
    others:
      others.length === 0
        ? null
        : {
            names: others.map(([key]) => key),
            value: nodeOf(
              others.map(([, value]) => value),
              depth + 1,
            ),
          },
  };
}

/** Values of mixed kinds at one place are told by the commonest kind; the mask drops the others. */
function nodeOf(values: unknown[], depth: number): DocumentNode {
  if (depth > deepest || values.length === 0) return { kind: 'opaque' };
  const objects = values.filter(isRecord);
  const arrays = values.filter((value): value is unknown[] => Array.isArray(value));
  const scalars = values.filter((value) => !isRecord(value) && !Array.isArray(value));
  const filled = scalars.filter((value) => value !== null).length;
  if (objects.length > 0 && objects.length >= arrays.length && objects.length >= filled)
    return objectOf(objects, depth);
  if (arrays.length > 0 && arrays.length >= filled)
    return { kind: 'array', items: nodeOf(arrays.flat().slice(0, mostValues), depth + 1) };
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
