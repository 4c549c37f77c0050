import { isText } from '../../masks/sql/text-value';
import type { Candidate } from '../candidate';

/**
 * Fingerprints of sampled values, for telling after all tables were read whether two columns hold the same people. Two
 * values with one print are very likely equal; nothing leads back from a print to a value. Prints live as long as the
 * classification and go nowhere.
 */
export interface ValuePrints {
  /** One per value. */
  whole: readonly number[];
  /** Per value, one for each of its words. */
  words: readonly (readonly number[])[];
}

/** Different values that are remembered of one column; 2,000 tables of such columns stay within some 50 MB. */
const mostValues = 120;

/** FNV-1a, 32 bits, of a text in small letters. */
export function printOf(text: string): number {
  let print = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    print = Math.imul(print ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return print;
}

function wordsIn(value: string): string[] {
  return value.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word.length > 2 || /^\p{Lo}{2}/u.test(word));
}

/** Prints of a column's values, or null for columns whose values could not be told apart by them. */
export function valuePrints(candidate: Candidate, values: readonly (string | null)[]): ValuePrints | null {
  const { profile, type } = candidate;
  const { uuid, url, json } = profile.shares;
  if (!isText(type) || profile.distinct < 8 || profile.meanLength > 60 || uuid + url + json > 0.3)
    return null;
  const filled = values.flatMap((value) => (value === null ? [] : [value.trim().toLowerCase()]));
  const distinct = [...new Set(filled)].filter((value) => value !== '').slice(0, mostValues);
  return {
    whole: distinct.map(printOf),
    words: distinct.map((value) => wordsIn(value).map(printOf)),
  };
}
