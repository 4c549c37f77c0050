import type { DataClass } from '../../../../plan-format/data-class';
import { phrases } from '../name-tokens';

/** One entry of the vocabulary: phrases of many languages that name the same thing. */

export type TermFamily = 'text' | 'number' | 'date' | 'bytes' | 'switch';

export interface ColumnTerm {
  class: DataClass;
  /** Which part of a name, or what kind of place or wire. */
  part?: string;
  test: RegExp;
  /** 0 to 1: how often a column of this name and a fitting type is of the class. */
  weight: number;
  families: TermFamily[];
  /** Values have to bear the name out; without any, the name says too little. */
  needsValues: boolean;
  /** The long words of its phrases, of which names of columns may be the beginnings: `anschr` of `anschrift`. */
  words: readonly string[];
}

export const text: TermFamily[] = ['text'];
export const coded: TermFamily[] = ['text', 'number'];

/** Words of five letters and more that stand alone in a list of phrases, without what a pattern makes optional. */
function longWords(list: string): string[] {
  const words = list
    .split(',')
    .map((phrase) =>
      phrase
        .replace(/\(\?:.*?\)\??/g, '')
        .replace(/ \?/g, '')
        .replace(/.\?/g, '')
        .trim(),
    )
    .filter((phrase) => /^[\p{Ll}]{5,}$/u.test(phrase));
  return [...new Set(words)];
}

export const term = (
  dataClass: DataClass,
  weight: number,
  families: TermFamily[],
  list: string,
  part?: string,
  needsValues = false,
): ColumnTerm => ({
  class: dataClass,
  weight,
  families,
  test: phrases(list),
  needsValues,
  words: longWords(list),
  ...(part && { part }),
});
