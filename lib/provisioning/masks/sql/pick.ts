import pg from 'pg';
import type { MaskColumn } from '../mask';
import { asText } from './text-value';

/**
 * Picking from word lists. A list is a jsonb constant in the statement: an array of that kind is read by position in
 * 0.4 µs, where a text[] of a thousand entries takes 3.3.
 *
 * A list is short, so a draw may be the value that it stands for, and then a row keeps its own value. Such a draw is made
 * again, one place further on. The next place holds another word, since no list holds a word twice, not even after both
 * were cut to the column's room. The second draw depends on the value alone, as the first does: equal values stay equal.
 */

/** Which draw of a value: the first, or the one that is made where the first was the value itself. */
export type Draw = 0 | 1;

/** A list as an SQL constant. */
export function wordList(words: readonly string[]): string {
  return `${pg.escapeLiteral(JSON.stringify(words))}::jsonb`;
}

const cut = (word: string, room: number) =>
  room === Number.POSITIVE_INFINITY ? word : [...word].slice(0, room).join('');

/** The words of a list that differ by more than their case, when they are cut to so many characters. */
export function distinctWords(words: readonly string[], room: number): string[] {
  const known = new Map<string, string>();
  for (const word of words) {
    const folded = cut(word, room).toLowerCase();
    if (!known.has(folded)) known.set(folded, word);
  }
  return [...known.values()];
}

/** How to draw a word: which number to draw by, which draw it is, and how many characters the column holds. */
export type Pick = { number: string; divide?: number; draw: Draw; room: number };

/** The word at a number's place, the number taken modulo the list's length after `divide`; the next one on a second draw. */
export function pickWord(words: readonly string[], { number, divide = 1, draw, room }: Pick): string {
  const distinct = distinctWords(words, room);
  const divided = divide === 1 ? number : `${number} / ${divide}`;
  const at = draw === 0 ? divided : `(${divided} + ${draw})`;
  return `${wordList(distinct)} ->> (${at} % ${distinct.length})::int4`;
}

/**
 * What `made` draws first; where that is the column's own value, whatever the case of its letters, what it draws second.
 * `given` are the columns of a subselect, such as `… AS n`, from which `made` is written; `t` is the raw text. What says
 * whether to draw again is the same for all values that count as equal in the column's group.
 */
export function drawnOtherwise(
  column: MaskColumn,
  given: readonly string[],
  made: (draw: Draw) => string,
  alias: () => string,
): string {
  const from = `(SELECT ${[`${asText(column)} AS t`, ...given].join(', ')} OFFSET 0) ${alias()}`;
  // The empty beginning hands the column's collation on, so that both texts are folded by one rule.
  const isFolded = `lower(t) = lower(left(t, 0) || w)`;
  const isOwn = column.foldCase ? isFolded : `octet_length(t) = octet_length(w) AND ${isFolded}`;
  return `(SELECT CASE WHEN ${isOwn} THEN ${made(1)} ELSE w END
      FROM (SELECT *, ${made(0)} AS w FROM ${from} OFFSET 0) ${alias()})`;
}

/** Characters of the longest word. */
export function longestOf(words: readonly string[]): number {
  return words.reduce((longest, word) => Math.max(longest, [...word].length), 0);
}
