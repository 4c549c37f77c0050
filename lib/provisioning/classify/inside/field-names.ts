import { type PatternName, patterns } from '../values/patterns';
import { isFamilyName, isGivenName } from '../vocabulary/common-names';
import { isFieldWord } from '../vocabulary/field-words';
import { hasNameForm } from '../vocabulary/name-forms';
import { wordsOf } from '../vocabulary/name-tokens';

/**
 * Keys of documents are values. One is the name of a field if it has the form of one, if no detector of values knows it,
 * and if it stands in documents as a field does: in nearly all of them, or made of words that names of fields are made of.
 * Every other key is data (a person, a number, a token), and never stands in a plan.
 */

/** Longer than what PostgreSQL lets an identifier be. */
const longest = 63;
/** A field stands in so many of the documents at its place, of three at least. */
const fieldShare = 0.8;
const fewestDocuments = 3;

/** Latin letters with up to three digits behind, or a short word around a digit: `line`, `line2`, `sha256`, `i18n`, `b2b`. */
const part = /^(?:\p{Script=Latin}{1,24}\d{0,3}|(?=.{3,5}$)\p{Script=Latin}\d{1,2}\p{Script=Latin}{1,3})$/u;
const number = /^\d{1,3}$/;
const vowel = /[aeiouyæøœ]/i;

/** `firstName`, `first_name`, `first-name`, `app.theme`, `@type`, `$ref`, `_id`; words that can be said, and no more digits than words. */
function hasFieldForm(key: string): boolean {
  if (key.length > longest) return false;
  const parts = key.replace(/^[@$_]{1,2}|_{1,2}$/g, '').split(/[._:-]+/);
  const [first = ''] = parts;
  if (!part.test(first) || !parts.every((one) => part.test(one) || number.test(one))) return false;
  const words = wordsOf(key).split(' ');
  const letters = words.join('').length;
  const canBeSaid = words.every((word) => word.length < 6 || vowel.test(word.normalize('NFKD')));
  return canBeSaid && (words.length < 4 || letters / words.length >= 2.5);
}

const telling: [PatternName, string][] = [
  ['mail', 'a mail address'],
  ['internationalPhone', 'a phone number'],
  ['localPhone', 'a phone number'],
  ['plainPhone', 'a phone number'],
  ['iban', 'an account number'],
  ['card', 'a card number'],
  ['nationalId', 'a national identity number'],
  ['uuid', 'a UUID'],
  ['passwordHash', 'a hash of a password'],
  ['token', 'a token'],
  ['hex', 'a token'],
  ['ip', 'an IP address'],
  ['mac', 'an address of a device'],
  ['url', 'a URL'],
  ['isoDate', 'a date'],
  ['coordinates', 'a place'],
  ['street', 'an address'],
  ['fileName', 'the name of a file'],
];

/** What a detector of values takes this key for; null if none knows it. Names of people are not among these detectors. */
export function knownValue(key: string): string | null {
  const text = key.trim();
  return telling.find(([name]) => patterns[name](text))?.[1] ?? null;
}

/** A word that is a name of people, and not a usual word of names of fields. */
function isName(word: string): boolean {
  if (isFieldWord(wordsOf(word))) return false;
  const spelt = word.replace(/([aou])e/gi, '$1');
  return [word, spelt].some((each) => isGivenName(each) || isFamilyName(each)) || hasNameForm(word);
}

/** Whether a key names a person. Words are cut as in names of columns, so that `ingridSolberg` is two. */
export function namesPerson(key: string): boolean {
  return key
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}'’]+/u)
    .some((word) => word.length > 1 && isName(word));
}

/** Whether this can be the name of a field at all, in however many documents it stands. */
export function mayNameField(key: string): boolean {
  return hasFieldForm(key) && knownValue(key) === null && !namesPerson(key);
}

const isUsual = (key: string) => wordsOf(key).split(' ').every(isFieldWord);

/**
 * The names of fields among the keys of objects at one place, given in how many of the objects each key stands. Where half of
 * the keys cannot name a field, the place is a map, and a usual word alone does not speak for a key. Pure.
 */
export function fieldNames(keys: ReadonlyMap<string, number>, objects: number): Set<string> {
  const possible = [...keys].filter(([key]) => mayNameField(key));
  const isMap = possible.length <= keys.size / 2;
  const stands = (count: number) => objects >= fewestDocuments && count >= fieldShare * objects;
  const fields = possible.filter(([key, count]) =>
    isMap ? stands(count) && isUsual(key) : stands(count) || isUsual(key),
  );
  return new Set(fields.map(([key]) => key));
}
