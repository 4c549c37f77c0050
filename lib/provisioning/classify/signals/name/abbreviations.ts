import type { Candidate, Signal } from '../../candidate';
import { aboutness, columnTerms } from '../../vocabulary/column-terms';
import { otherNames } from '../../vocabulary/other-names';
import type { ColumnTerm } from '../../vocabulary/terms/term';
import {
  looksLikeBirths,
  looksLikeNames,
  looksLikeOwnNumbers,
  looksLikePhones,
  looksLikeSentences,
  looksLikeStreets,
} from '../value/looks-like';

/**
 * Names that begin words of the vocabulary: `anschr`, `f_nacim`, `bankverb`, or that leave out its vowels: `tfno`; and compounds
 * whose last part is such a word. Short forms fit many words, so values have to look like the class, and the two together just carry a proposal.
 */

const bearsOut: Partial<Record<ColumnTerm['class'], (candidate: Candidate) => boolean>> = {
  'direct.person_name': looksLikeNames,
  'direct.phone': looksLikePhones,
  'direct.address': looksLikeStreets,
  'direct.national_id': looksLikeOwnNumbers,
  'direct.account_number': (candidate) => looksLikeOwnNumbers(candidate) && candidate.profile.meanLength >= 8,
  'direct.birth_date': looksLikeBirths,
  'direct.free_text': looksLikeSentences,
  'direct.image': ({ profile }) => profile.shares.imageFile > 0.5,
};

/** Letters of the short form stand in the word in their order, and none but its first and last is a vowel. */
function skeletonOf(short: string, word: string): boolean {
  if (!/^[a-z][^aeiouy]{2,}[a-z]$/.test(short) || word.length > short.length * 2 + 1) return false;
  if (short[0] !== word[0] || short.at(-1) !== word.at(-1)) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at += 1;
  return at === short.length;
}

function abbreviates(short: string, word: string): boolean {
  return (
    (short.length >= 4 && word.length >= short.length + 2 && word.startsWith(short)) ||
    skeletonOf(short, word)
  );
}

/** The last part of a compound is what it is: a `kontaktemail` is an address of mail, a `factuuradres` one of a house. */
function compounded(long: string, word: string): boolean {
  return long.length >= word.length + 3 && long.endsWith(word);
}

/** Classes whose compounds hang on what the values look like, and no more than names of people on the last part. */
const plainHeads = ['direct.person_name', 'quasi.identifier', 'direct.username'];

function relationOf(tokens: string[], term: ColumnTerm): string | null {
  const some = (test: (token: string, word: string) => boolean) =>
    tokens.some((token) => term.words.some((word) => test(token, word)));
  if (some(abbreviates)) return 'name reads as short for';
  return !plainHeads.includes(term.class) && some(compounded) ? 'name ends in' : null;
}

/** Signals from short forms and compounds in a name; none where a whole word of the vocabulary already speaks. */
export function abbreviations(candidate: Candidate): Signal[] {
  const { name } = candidate;
  if (aboutness.test(name) || otherNames.test(name) || columnTerms.some((term) => term.test.test(name)))
    return [];
  const tokens = name.split(' ');
  return columnTerms.flatMap((term): Signal[] => {
    const relation = bearsOut[term.class]?.(candidate) ? relationOf(tokens, term) : null;
    if (relation === null) return [];
    return [
      {
        class: term.class,
        ...(term.part && { part: term.part }),
        weight: 0.62,
        evidence: `${relation} ${term.class}, and values have its form`,
      },
    ];
  });
}
