import type { ColumnType } from '../catalogue/column-type';
import { isNumber, isText } from '../masks/sql/text-value';
import type { Candidate } from './candidate';

/**
 * The one rule for keeping: what could hold anything is kept by proposal only where its values say why. A name proves nothing,
 * since `code`, `key` and `name` hold secrets as often as they hold nothing. So a column that nobody seems to stand in, but
 * whose values differ and have no known form, stays open, and a person decides.
 */

const anything = new Set(['bytea', 'xml', 'json', 'jsonb', 'hstore', 'uuid', 'bit', 'varbit']);

/** Types whose values may be anything at all. */
function holdsAnything(type: ColumnType): boolean {
  if (type.kind === 'array') return type.element === null || holdsAnything(type.element);
  return isText(type) || anything.has(type.base);
}

/**
 * A random key of rows, or a reference to one, opens nothing unless the rows are secrets themselves. Many a session signs
 * nobody in; what stands beside the key tells those that do.
 */
function isRowKey({ type, key, reference, subject, table }: Candidate): boolean {
  return (
    type.base === 'uuid' && (reference || (key && (subject !== 'secrets' || /(?:^| )sessions?$/.test(table))))
  );
}

/**
 * Says what keeps a column from being kept by proposal; null where nothing does. Text that belongs to a key is judged like any
 * other: where the other side of the key is known, the tie carries that over.
 */
export function whatIsUnknown(candidate: Candidate): string | null {
  const { type, profile, key, reference } = candidate;
  if (isNumber(type))
    return profile.codes && !key && !reference
      ? 'numbers of one length that differ from row to row, as codes do'
      : null;
  if (!holdsAnything(type) || isRowKey(candidate) || profile.harmless) return null;
  return profile.filled === 0
    ? 'no values to look at, and a name proves nothing'
    : 'values differ, and their form is not known to be harmless';
}
