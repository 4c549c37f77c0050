import type { NationalId } from './national-ids';

/**
 * What makes a row look as if it came from one country: spellings, places, numbers and the way people write notes.
 * A spelling keeps the native form beside the Latin one, so that a mail address can match a name in any script.
 */
export type Spelling = { native: string; latin: string };

export type Culture = {
  country: string;
  language: string;
  /** `{given}` and `{family}` as they stand on a door. */
  nameShape: string;
  female: readonly Spelling[];
  male: readonly Spelling[];
  family: readonly Spelling[];
  /** The family name as a woman bears it, where that differs. */
  feminine?: (family: Spelling) => Spelling;
  /** City, postal code pattern, and latitude and longitude of its middle. */
  cities: readonly { name: string; postalCode: string; at: readonly [number, number] }[];
  streets: readonly string[];
  /** `{street}` and `{number}`. */
  addressLine: string;
  phones: readonly string[];
  /** `{family}` and `{city}`. */
  companies: readonly string[];
  /** The account part of an IBAN as a pattern; absent where the country has no IBAN. */
  account?: string;
  nationalId: NationalId;
  /** Sentences as people leave them: `{name}`, `{phone}`, `{mail}`, `{part}`, `{day}`. */
  notes: readonly string[];
};

const letters: Record<string, string> = { ß: 'ss', ł: 'l', ø: 'o', æ: 'ae', đ: 'd', ı: 'i' };
const germanLetters: Record<string, string> = { ...letters, ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * Names in a Latin script, separated by blanks (an underscore is a blank inside a name). The mail spelling drops what
 * mail addresses do not have; German writes its umlauts out instead.
 */
export function latin(names: string, language?: 'de'): Spelling[] {
  const fold = language === 'de' ? germanLetters : letters;
  return names
    .split(' ')
    .map((native) => ({ native: native.replaceAll('_', ' '), latin: foldLetters(native, fold) }));
}

/** Names beside their Latin spelling: `Иван/ivan Ольга/olga`. */
export function spelled(pairs: string): Spelling[] {
  return pairs.split(' ').map((pair) => {
    const [native = '', spelling = ''] = pair.split('/');
    return { native, latin: spelling };
  });
}

/** `Name|postal code pattern|latitude|longitude`, one per line. */
export function cities(lines: string): Culture['cities'] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', postalCode = '', latitude, longitude] = line.trim().split('|');
      return { name, postalCode, at: [Number(latitude), Number(longitude)] as const };
    });
}

function foldLetters(name: string, fold: Record<string, string>): string {
  return name
    .toLowerCase()
    .replace(/[^ -~]/g, (letter) => fold[letter] ?? letter.normalize('NFD'))
    .replace(/[^a-z]/g, '');
}
