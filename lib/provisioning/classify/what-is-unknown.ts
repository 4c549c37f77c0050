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

const whole = new Set(['int4', 'int8', 'numeric']);
/** The last word of a name under which people are numbered. */
const numbering = /(?:^| )(?:id|ids|uid|uin|user|account|chat|member|profile)$/;
/** Fewer values do not show how they are spread. */
const leastNumbers = 5;
/** Numbers that are counted up here lie closer together, also in a sample of some hundred among a hundred thousand. */
const spreadEach = 1_000;

/**
 * Whole numbers by which another service knows people: each row among people has its own, none is a key or refers to
 * anything, and they lie too far apart to have been counted up here.
 */
function namesSomebodyElsewhere({ type, profile, subject, amongPeople, name }: Candidate): boolean {
  const { filled, distinctShare, least, most } = profile;
  if (!whole.has(type.base) || !(subject === 'people' || amongPeople) || !numbering.test(name)) return false;
  if (filled < leastNumbers || distinctShare < 0.97 || least === null || most === null) return false;
  return most - least > spreadEach * filled;
}

/**
 * Says what keeps a column from being kept by proposal; null where nothing does. Text that belongs to a key is judged like any
 * other: where the other side of the key is known, the tie carries that over.
 */
export function whatIsUnknown(candidate: Candidate): string | null {
  const { type, profile, key, reference } = candidate;
  if (isNumber(type)) {
    if (key || reference) return null;
    if (profile.codes) return 'numbers of one length that differ from row to row, as codes do';
    return namesSomebodyElsewhere(candidate)
      ? 'numbers of their own for people, which refer to nothing here and are not counted up, as those of another service'
      : null;
  }
  if (!holdsAnything(type) || isRowKey(candidate) || profile.harmless) return null;
  return profile.filled === 0
    ? 'no values to look at, and a name proves nothing'
    : 'values differ, and their form is not known to be harmless';
}
