import { isFamilyName, isGivenName } from '../vocabulary/common-names';
import { hasNameForm } from '../vocabulary/name-forms';
import { areCodes } from './harmless/counted';
import { type KnownHarmless, knownHarmless } from './harmless/known-harmless';
import { type PatternName, patternNames, patterns } from './patterns';
import { shapeOf } from './shape';

/**
 * What a column's sampled values have in common, as shares. This is where raw values end: a profile holds counts,
 * lengths and shapes, and is all that the rest of the classification, and the plan, ever see.
 */
export interface ValueProfile {
  sampled: number;
  filled: number;
  /** Different values among the filled ones, 0 to 1. */
  distinctShare: number;
  distinct: number;
  meanLength: number;
  maxLength: number;
  meanWords: number;
  shares: Record<PatternName, number>;
  /** Values with a common given name (first or second word) or family name (any word). */
  givenShare: number;
  familyShare: number;
  /** Values with either, or with a word that has a family name's ending or a patronymic's. */
  namedShare: number;
  /** One to four words that all begin with a capital (or a script without capitals) and hold no digit. */
  properShare: number;
  digitShare: number;
  /** Texts of three words or more that mention somebody: a form of address or a common name inside. */
  mentionShare: number;
  /** Values that begin with the commonest two characters. */
  prefixShare: number;
  /** The commonest shapes with their shares. */
  shapes: [shape: string, share: number][];
  /** Of numbers and years of dates. */
  least: number | null;
  most: number | null;
  /** A bucket this wide changes most of the numbers, those of points and coordinates included. */
  bucketWidth: number;
  /** Why the values are known to be harmless, whatever the column is called; null where nothing of the kind is known. */
  harmless: KnownHarmless | null;
  /** Whole numbers of one length that differ from row to row and are not counted up. */
  codes: boolean;
}

const proper =
  /^(?:(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*|(?:de|da|di|van|von|der|den|la|le|el|al|bin|y|e|zu|dos|du|ter|of))(?:[ ,]+(?:(?:\p{Lu}|\p{Lo})[\p{L}\p{M}'’.-]*|(?:de|da|di|van|von|der|den|la|le|el|al|bin|y|e|zu|dos|du|ter|of))){0,9}$/u;

function share(values: string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

const mean = (numbers: number[]) =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

function wordsIn(value: string): string[] {
  return value.split(/[\s,._-]+/).filter((word) => word !== '');
}

function commonShapes(values: string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const shape = shapeOf(value);
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .slice(0, 3)
    .map(([shape, count]) => [shape, count / values.length]);
}

const address =
  /\b(?:Mr|Mrs|Ms|Dr|Miss|Herr|Frau|Madame|Monsieur|Mme|Señora?|Sra?|Dhr|Mevr|Mevrouw|Meneer|Signora?|Sig|Senhora?|Dona|Pan|Pani|Dear|Liebe|Hallo|Cher|Chère|Estimad[oa])\.? \p{Lu}/u;

function mentions(value: string): boolean {
  const words = value.split(/[^\p{L}\p{M}'’-]+/u).filter((word) => word !== '');
  if (words.length < 3) return false;
  const named = words
    .slice(1)
    .some((word) => /^\p{Lu}/u.test(word) && word.length > 2 && (isGivenName(word) || isFamilyName(word)));
  return named || address.test(value);
}

function commonest(keys: string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.length === 0 ? 0 : Math.max(...counts.values()) / keys.length;
}

function numberIn(value: string): number | null {
  const year = /^(\d{4,})-\d\d-\d\d/.exec(value);
  const number = year ? Number(year[1]) : value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Profiles a column's sample. NULLs count as sampled, empty texts and NULLs not as filled. Pure. */
export function profileValues(values: (string | null)[]): ValueProfile {
  const filled = values.flatMap((value) => (value === null || value.trim() === '' ? [] : [value.trim()]));
  const shares = Object.fromEntries(patternNames.map((name) => [name, share(filled, patterns[name])]));
  const numbers = filled.flatMap((value) => numberIn(value) ?? []);
  const distinct = new Set(filled).size;
  return {
    sampled: values.length,
    filled: filled.length,
    distinct,
    distinctShare: filled.length === 0 ? 0 : distinct / filled.length,
    meanLength: mean(filled.map((value) => value.length)),
    maxLength: filled.reduce((longest, value) => Math.max(longest, value.length), 0),
    meanWords: mean(filled.map((value) => value.split(/\s+/).length)),
    shares: { ...emptyShares, ...shares },
    givenShare: share(filled, (value) => wordsIn(value).slice(0, 3).some(isGivenName)),
    familyShare: share(filled, (value) => wordsIn(value).some(isFamilyName)),
    namedShare: share(filled, (value) =>
      wordsIn(value).some((word) => isGivenName(word) || isFamilyName(word) || hasNameForm(word)),
    ),
    properShare: share(filled, (value) => proper.test(value)),
    digitShare: share(filled, (value) => /\d/.test(value)),
    mentionShare: share(filled, mentions),
    prefixShare: commonest(filled.map((value) => value.slice(0, 2))),
    shapes: commonShapes(filled),
    least: numbers.length === 0 ? null : Math.min(...numbers),
    most: numbers.length === 0 ? null : Math.max(...numbers),
    bucketWidth: bucketWidth(filled),
    harmless: knownHarmless(filled),
    codes: areCodes(filled),
  };
}

/** Degrees of a place are coarse enough by themselves; whole numbers need more than one. */
const widths = Array.from({ length: 10 }, (_, zeros) => 10 ** zeros);
const decimal = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** The first width of which less than half of the numbers are multiples: those are what a bucket keeps. */
function bucketWidth(values: string[]): number {
  const numbers = values.flatMap((value) => (value.match(decimal) ?? []).map(Number));
  return (
    widths.find((width) => numbers.filter((number) => number % width === 0).length < numbers.length / 2) ?? 1
  );
}

const emptyShares: Record<PatternName, number> = {
  mail: 0,
  internationalPhone: 0,
  localPhone: 0,
  plainPhone: 0,
  ip: 0,
  mac: 0,
  url: 0,
  uuid: 0,
  passwordHash: 0,
  token: 0,
  credentials: 0,
  hex: 0,
  cron: 0,
  userAgent: 0,
  street: 0,
  houseNumber: 0,
  isoDate: 0,
  company: 0,
  fileName: 0,
  imageFile: 0,
  phoneForm: 0,
  postcode: 0,
  smallName: 0,
  joinedName: 0,
  coordinates: 0,
  iban: 0,
  card: 0,
  gs1: 0,
  nationalId: 0,
  json: 0,
};
