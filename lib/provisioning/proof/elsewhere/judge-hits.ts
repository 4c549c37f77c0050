import { tailOf } from '../scan/chance';
import { wordsOf } from './confirm-own-values';
import { isFormedAsName, sortWords, type WordSort } from './ordinary-words';
import type { OwnColumn } from './own-values';
import { type Hit, type Hits, mostDistinct } from './read-kept-texts';
import { endingDigits } from './read-numbers';

/**
 * What a value of the source in another place means. Some can only be a person's: an address, a number as long as that of a
 * telephone or an account, a token, two words that are a name, a word that no list of words and names knows. Others may be
 * there in their own right: `active`, `Berlin`, `Max`, a number of few digits.
 *
 * - A value that stands in many rows of its own column (more than 20, and more than one in fifty) is a filler there.
 * - A word that stands in ten rows or more of a column which knows few values, most of which are nobody's, belongs to a
 *   vocabulary.
 * - Numbers and short tokens are judged by chance, as in `chance.ts`: of so many that look alike, so many are met although a
 *   share of all possible ones is known. Below 1e-9 it is none; and neither where all that look alike are met and each was to
 *   be met less than once in a thousand times. Numbers that a source counts up fill what lies between the first and the last,
 *   so that the share is near to one: two series that overlap are nothing.
 */
export type Meaning = 'somebody' | 'shared' | 'nothing';

export type Judged = { hit: Hit; from: OwnColumn; meaning: Meaning };

/** A hit that the source confirmed, with what is known of the column that it comes from. */
export type Confirmed = {
  hit: Hit;
  from: OwnColumn;
  /** Rows of that column that hold it, and values that it has in all. */
  rows: number;
  values: number;
  /** Of numbers: how many whole numbers lie between its least and its greatest. */
  span?: number | undefined;
};

const leastProbability = 1e-9;
const leastAlone = 1e-3;
const fillerRows = 20;
const fillerShare = 0.02;
const vocabularyRows = 10;
/** So few numbers of one length are no series. */
const fewNumbers = 5;
const leastRareWord = 4;
const leastMixed = 6;

/** The sorts of all words that were met, wherever: the lists are long, so they are gone through once for all places. */
export const sortsOf = (confirmed: readonly Confirmed[]) =>
  sortWords(new Set(confirmed.flatMap(({ hit }) => hit.text.split(/[^\p{L}\p{M}\p{N}]+/u))));

/** Judges what was met in one place, by the sorts of all words that were met. Pure. */
export function judgeHits(
  hits: Hits,
  confirmed: readonly Confirmed[],
  sorts: ReadonlyMap<string, WordSort>,
): Judged[] {
  return confirmed.map((each) => ({
    hit: each.hit,
    from: each.from,
    meaning: meaningOf(each, hits, { sorts, confirmed }),
  }));
}

type Known = { sorts: ReadonlyMap<string, WordSort>; confirmed: readonly Confirmed[] };

function meaningOf(each: Confirmed, hits: Hits, known: Known): Meaning {
  const { hit, from, rows, values } = each;
  const isFiller = rows > fillerRows && rows > fillerShare * values;
  if (hit.kind === 'words') return isFiller ? 'shared' : wordsMean(hit.text, from, known.sorts);
  if (hit.kind === 'number' || hit.kind === 'ending')
    return isFiller ? 'nothing' : numberMeans(each, hits, known);
  const { text } = hit;
  if (/^\p{L}[\p{L}\p{M}]*$/u.test(text)) return wordMeans(each, isFiller, hits, known);
  if (/^[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}$/u.test(text)) return isFiller ? 'shared' : 'somebody';
  if (isAddressOfNetwork(text)) return isFiller || isPrivate.test(text) ? 'nothing' : 'somebody';
  if (/\s/.test(text)) return isFiller ? 'shared' : phraseMeans(text, from, known.sorts);
  // Dates, times, versions and short numbers.
  if (!/\p{L}/u.test(text) || /^\d{4}-\d\d-\d\d/.test(text)) return 'nothing';
  if (isFiller) return 'shared';
  return tokenMeans(each, hits, known);
}

function wordsMean(text: string, from: OwnColumn, sorts: ReadonlyMap<string, WordSort>): Meaning {
  const words = wordsOf(text);
  const hasLetters = words.filter((word) => /\p{L}/u.test(word));
  if (from.kind === 'address')
    return hasLetters.length > 0 && hasLetters.length < words.length ? 'somebody' : 'nothing';
  if (hasLetters.length < 2 || words.some((word) => word.length < 2)) return 'nothing';
  const isOrdinary = (word: string) => sorts.get(word) === 'ordinary' && !isFormedAsName(word);
  return words.every(isOrdinary) ? 'shared' : 'somebody';
}

/** Several words that were met as one text: what two of them say, or the only one. Short numbers say nothing. */
function phraseMeans(text: string, from: OwnColumn, sorts: ReadonlyMap<string, WordSort>): Meaning {
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => /\p{L}/u.test(word));
  if (words.length > 1) return wordsMean(words.join(' '), { ...from, kind: 'name' }, sorts);
  const [only = ''] = words;
  const isRare = only.length >= leastRareWord && sorts.get(only) === 'rare';
  return isRare ? 'somebody' : 'shared';
}

function wordMeans(each: Confirmed, isFiller: boolean, hits: Hits, { sorts, confirmed }: Known): Meaning {
  const { hit } = each;
  if (hit.text.length < leastRareWord && !/[^\0-\x7f]/.test(hit.text)) return 'nothing';
  const isVocabulary =
    hit.count >= vocabularyRows &&
    hits.distinct.size <= mostDistinct &&
    confirmed.length <= hits.distinct.size / 2;
  return isFiller || isVocabulary || sorts.get(hit.text) !== 'rare' ? 'shared' : 'somebody';
}

function tokenMeans({ hit, values }: Confirmed, hits: Hits, { sorts, confirmed }: Known): Meaning {
  const { text } = hit;
  const signs = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (signs.length < leastMixed) return 'shared';
  const digits = text.replace(/[^0-9]/g, '').length;
  if (digits === 0) {
    const parts = wordsOf(text);
    return parts.every((word) => sorts.get(word) === 'ordinary') ? 'shared' : 'somebody';
  }
  const possible = 10 ** digits * 26 ** (signs.length - digits);
  const bucket = Math.min(63, Buffer.byteLength(text));
  return isBeyondChance({
    tries: hits.lengths.token[bucket] ?? 0,
    met: confirmed.filter(
      (other) => other.hit.kind === 'token' && Math.min(63, Buffer.byteLength(other.hit.text)) === bucket,
    ),
    chance: values / possible,
  })
    ? 'somebody'
    : 'nothing';
}

function numberMeans({ hit, values, span }: Confirmed, hits: Hits, { confirmed }: Known): Meaning {
  const { kind } = hit;
  if (kind !== 'number' && kind !== 'ending') return 'nothing';
  const bucket = lengthOf(hit);
  const given = {
    tries: hits.lengths[kind][bucket] ?? 0,
    met: confirmed.filter((other) => other.hit.kind === kind && lengthOf(other.hit) === bucket),
  };
  const digits = hit.text.replace(/[^0-9]/g, '').replace(/^0+/, '').length;
  const share = values / 10 ** (kind === 'ending' ? endingDigits : digits);
  // A series that a source counts up is a series of others too, unless next to no number stands beside it.
  const chance =
    given.tries <= fewNumbers ? share : Math.max(share, Math.min(1, values / Math.max(1, span ?? 1)));
  if (isBeyondChance({ ...given, chance: kind === 'ending' ? share : chance })) return 'somebody';
  return kind === 'number' ? 'shared' : 'nothing';
}

const lengthOf = ({ text }: { text: string }) => Math.min(63, Buffer.byteLength(text));

function isBeyondChance({
  tries,
  met,
  chance,
}: {
  tries: number;
  met: readonly Confirmed[];
  chance: number;
}): boolean {
  const times = met.reduce((sum, { hit }) => sum + hit.count, 0);
  if (tailOf(Math.max(tries, met.length), met.length, chance) < leastProbability) return true;
  return times >= tries && chance < leastAlone;
}

const isAddressOfNetwork = (text: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || (/^[0-9a-f:]+$/.test(text) && text.split(':').length > 2);
/** RFC 1918, RFC 5735, RFC 4193, RFC 4291. */
const isPrivate =
  /^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|22[4-9]|2[345]\d)\.|^(?:::1$|::$|f[cde])/;
