import { isDate, isText } from '../../../masks/sql/text-value';
import type { Candidate } from '../../candidate';

/** What values look like at first sight: too little to name a class, enough to bear out what a name or a place hints at. */

/** Capitalised words of a script with capitals, few of them, no digits, and enough different ones. */
export function looksLikeNames({ type, profile }: Candidate): boolean {
  return (
    isText(type) &&
    profile.filled >= 3 &&
    profile.properShare > 0.6 &&
    profile.digitShare < 0.15 &&
    profile.meanWords < 4.5 &&
    profile.meanLength >= 3 &&
    profile.shares.company < 0.3 &&
    (profile.distinct >= 8 || profile.filled < 20)
  );
}

/** One word each: a given or a family name, a place, a trade. */
export function looksLikeOneName(candidate: Candidate): boolean {
  const { profile } = candidate;
  return looksLikeNames(candidate) && profile.meanWords < 1.7 && profile.distinct >= 8;
}

/** Digits and the marks between them, in a length that is dialled. */
export function looksLikePhones({ type, profile }: Candidate): boolean {
  return (
    isText(type) &&
    profile.filled >= 3 &&
    profile.shares.phoneForm > 0.85 &&
    profile.meanLength >= 5 &&
    profile.meanLength < 20
  );
}

/** A number or code of its own for each row. */
export function looksLikeOwnNumbers({ type, profile }: Candidate): boolean {
  return (
    isText(type) &&
    profile.filled >= 3 &&
    profile.digitShare > 0.9 &&
    profile.distinctShare > 0.9 &&
    profile.meanWords < 2.5 &&
    profile.meanLength >= 5 &&
    profile.meanLength < 25
  );
}

/** Dates that reach back over the length of a life. */
export function looksLikeBirths({ type, profile }: Candidate): boolean {
  const { least, most } = profile;
  return isDate(type) && least !== null && most !== null && least < 1985 && most - least > 20 && most < 2100;
}

/** Words and a number, or a number and words. */
export function looksLikeStreets({ type, profile }: Candidate): boolean {
  return (
    isText(type) && profile.filled >= 3 && (profile.shares.street > 0.2 || profile.shares.houseNumber > 0.5)
  );
}

/** Several words that differ from row to row. */
export function looksLikeSentences({ type, profile }: Candidate): boolean {
  return isText(type) && profile.filled >= 3 && profile.meanWords >= 3 && profile.distinct >= 3;
}
