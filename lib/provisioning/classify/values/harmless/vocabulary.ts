import { isFamilyName, isGivenName } from '../../vocabulary/common-names';

/** Values and words that repeat. A secret or a name of one's own does not. */

/** Letters, or a short code of letters and digits: nothing that holds an entropy worth hiding. */
function isPlainWord(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length <= 4;
  if (!/^[\p{L}\p{M}]+$/u.test(word)) return word.length <= 6;
  // Latin words of some length have a vowel.
  return word.length <= 24 && (word.length < 7 || !/^[a-z]+$/i.test(word) || /[aeiouy]/i.test(word));
}

const wordsOf = (value: string) => value.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

/** A label of a few plain words. Addresses of any kind, long texts and codes are none. */
export function isPlainLabel(value: string): boolean {
  if (value.length > 48 || /@|:\/\//.test(value)) return false;
  const words = wordsOf(value);
  return words.length <= 6 && words.every(isPlainWord);
}

/** A word that somebody may be called by, `Anna's` and `Annas` included. */
function isSomebody(word: string): boolean {
  const stem = word.replace(/s$/, '');
  return [word, stem].some((one) => one.length > 2 && (isGivenName(one) || isFamilyName(one)));
}

/** How many of the values hold a word that people are called by. */
export function calledShare(values: readonly string[]): number {
  if (values.length === 0) return 0;
  const named = values.filter((value) => value.split(/[^\p{L}\p{M}]+/u).some(isSomebody));
  return named.length / values.length;
}

/** A value has to stand in this many rows on average, for its column to be a vocabulary. */
const repeats = 4;
const mostDifferent = 50;
/** More of a vocabulary's words than this being names makes it a list of people. */
const mostNamed = 0.5;

/** Whether few different labels fill the column, each of them again and again. */
export function isVocabulary(values: readonly string[]): boolean {
  const distinct = [...new Set(values)];
  return (
    distinct.length > 0 &&
    distinct.length <= Math.min(mostDifferent, values.length / repeats) &&
    distinct.every(isPlainLabel) &&
    calledShare(distinct) <= mostNamed
  );
}

/** Words of a column that is put together from words. */
const mostWords = 150;
const wordRepeats = 3;
const mostSingles = 0.1;

/**
 * Whether the values are put together from few words, though they differ: `Steel Chair`, `Wooden Chair`, `Steel Lamp`. Says
 * nothing of their numbers. Names of people put together make no such column.
 */
export function isComposed(values: readonly string[]): boolean {
  const different = [...new Set(values)];
  const words = different.map((value) => value.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []);
  const counts = new Map<string, number>();
  for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const total = words.flat().length;
  if (total < 12 || counts.size > Math.min(mostWords, total / wordRepeats)) return false;
  const singles = words.filter((own) => own.some((word) => counts.get(word) === 1)).length;
  return (
    words.every((own) => own.some((word) => word.length > 1)) &&
    singles <= different.length * mostSingles &&
    different.every((value) => value.length <= 80 && !/@|:\/\//.test(value)) &&
    [...counts.keys()].every((word) => word.length <= 24) &&
    calledShare(different) <= mostSingles
  );
}
