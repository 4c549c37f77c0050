import { knownValue } from '../inside/field-names';
import { isFamilyName, isGivenName } from '../vocabulary/common-names';
import { isFieldWord } from '../vocabulary/field-words';

/**
 * Whether the name of an object is somebody's. Programmers write names without blanks (`export_ingrid_solberg`), and many words of
 * theirs are names as well (`mark`, `price`), so a given name counts beside another word that is none of theirs, or alone.
 */

const months = new Set('jan feb mar apr may jun jul aug sep oct nov dec april june august'.split(' '));
/** Shorter names are abbreviations as often. */
const shortest = 4;

const isGiven = (word: string) => isGivenName(word) && !isFieldWord(word) && !months.has(word);

/** Whether a person is named in this name. */
export function personInName(name: string): boolean {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}'’]+/u)
    .filter((word) => word !== '');
  if (words.length === 1) return words.every((word) => word.length >= shortest && isGiven(word));
  return words.some((word, at) => {
    const next = words[at + 1];
    if (next === undefined || next.length < 3 || !isGiven(word)) return false;
    return isFamilyName(next) || !isFieldWord(next);
  });
}

const telling = /mail|phone|number|token|password/;

/** What a name is taken for as a whole: a number or a secret of somebody. Dates, UUIDs and files are names of parts and tenants. */
export function valueInName(name: string): string | null {
  const known = knownValue(name);
  return known !== null && telling.test(known) ? known : null;
}
