import { isFamilyName, isGivenName } from '../../vocabulary/common-names';

/** Values and words that repeat. A secret or a name of one's own does not. */

/** Letters, or few characters with a digit among them: nothing that holds an entropy worth hiding. */
function isPlainWord(word: string): boolean {
  if (!/^[\p{L}\p{M}]+$/u.test(word)) return word.length <= (/^\d+$/.test(word) ? 4 : 6);
  // Latin words of some length have a vowel.
  return word.length <= 24 && (word.length < 7 || !/^[a-z]+$/i.test(word) || /[aeiouy]/i.test(word));
}

const wordsOf = (value: string) => value.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');

/** A small number, a year, or a letter or two before one. */
const smallNumber = /^(?:\d{1,2}|(?:19|20)\d\d|\p{L}{1,4}\d{1,2}|\d{1,2}\p{L}{1,3})$/u;

const numbersIn = (value: string) => wordsOf(value).filter((word) => /\d/.test(word));

const isNumbered = (value: string) => numbersIn(value).some((word) => !smallNumber.test(word));

/** Marks of addresses, settings, markup and code. */
const noLabel = /@|:\/\/|[=|<>{}\\^~`]/;

/** A label of a few plain words. Addresses of any kind, long texts and codes are none. */
export function isPlainLabel(value: string): boolean {
  if (value.length > 80 || noLabel.test(value)) return false;
  const words = wordsOf(value);
  if (words.length > 12 || !words.every(isPlainWord)) return false;
  return isNumbered(value) ? numbersIn(value).length === 1 : value.replace(/\D/g, '').length <= 4;
}

/** A word that somebody may be called by, `Annas` included, and whatever is said to be somebody's: `Zorvul's phone`. */
function isSomebodys(value: string): boolean {
  if (/\p{L}['’]s(?!\p{L})/u.test(value)) return true;
  return value
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) =>
      [word, word.replace(/s$/, '')].some((one) => one.length > 2 && (isGivenName(one) || isFamilyName(one))),
    );
}

/** How many of the values name somebody. */
export function calledShare(values: readonly string[]): number {
  if (values.length === 0) return 0;
  return values.filter(isSomebodys).length / values.length;
}

/** A value has to stand in this many rows on average, for its column to be a vocabulary. */
const repeats = 4;
const mostDifferent = 50;
/** So many labels may hold a longer number or several; more of them are codes. */
const mostNumbered = 6;
/** More of a vocabulary's words than this being names makes it a list of people. */
const mostNamed = 0.5;

/** Whether few different labels fill the column, each of them again and again. */
export function isVocabulary(values: readonly string[]): boolean {
  const distinct = [...new Set(values)];
  return (
    distinct.length > 0 &&
    distinct.length <= Math.min(mostDifferent, values.length / repeats) &&
    distinct.every(isPlainLabel) &&
    distinct.filter(isNumbered).length <= mostNumbered &&
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
    different.every((value) => value.length <= 80 && !noLabel.test(value)) &&
    [...counts.keys()].every((word) => word.length <= 24) &&
    calledShare(different) <= mostSingles
  );
}
