import { fitsGs1 } from '../check-digits';
import { isCurrency, isPublicName, isRegion, isTimeZone } from './public-names';
import { isPlainLabel } from './vocabulary';

/**
 * Forms of a single value that are known to say nothing of anybody and to open nothing: each is a public list, a standard's
 * code, or a measure too narrow to hold a secret. A form that random text could take by chance (eight letters, six digits,
 * hexadecimal) is none. Check digits and country codes inside are tested, so that a column of random text does not fit.
 */

const language = /^[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Z]{2}|\d{3}))?(?:\.(?:utf-?8|UTF-?8))?$/;
const media =
  /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z][a-z\d.+-]{0,79}(?:; ?charset=[\w-]{3,12})?$/i;
const version =
  /^(?:v?\d{1,2}\.\d{1,2}|v\d{1,3}(?:\.\d{1,4})?|v?\d{1,3}(?:\.\d{1,4}){2})(?:-?(?:alpha|beta|rc|dev|snapshot|final|release|ga|m|p|sp)[.-]?\d{0,3})?$/i;
const colour =
  /^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|(?:rgb|hsl)a?\(\s*\d{1,3}(?:deg)?(?:\s*,\s*|\s+)\d{1,3}%?(?:\s*,\s*|\s+)\d{1,3}%?(?:\s*[,/]\s*(?:0|1|0?\.\d{1,3}|\d{1,3}%))?\s*\))$/i;
const clock =
  /^(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d)?(?: ?[ap]m)?(?: ?[-–] ?(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d)?(?: ?[ap]m)?)?$/i;
const instant =
  /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?$/;
const month = /^(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2]|Q[1-4]|W[0-5]\d)$/;
const duration =
  /^(?:P(?=\d|T\d)(?:\d{1,4}[YMWD])*(?:T(?:\d{1,5}(?:\.\d{1,3})?[HMS])+)?|\d{1,3}(?:ms|s|m|h|d|w|y))$/;
const offset = /^(?:UTC|GMT)?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?$/;
const decimal = /^[-+]?\d{1,3}(?:[.,]\d{3}){0,2}[.,]\d{1,2}$|^[-+]?\d{1,2}$/;
const measure =
  /^[<>≤≥±~]? ?[-+]?\d{1,4}(?:[.,]\d{1,3})?(?: ?[-–/] ?\d{1,3}(?:[.,]\d)?)? ?(?:%|‰|°[CF]?|[kmcµnd]?m[²³23]?|[kmµ]?g|t|[mcd]?l|[kMGT]?i?B|[kMG]?bit|[kMGm]?W(?:h|p)?|[kMm]?V|m?A|[kMG]?Hz|[kM]?Pa|bar|px|pt|r?em|vh|vw|dpi|ms|s|min|h|d|rpm|Nm|[kM]?J|k?cal|[kM]?Ω|[µn]F|lb|oz|in|ft|yd|mi|mph|km\/h|pcs|Stk|St)$/i;
const size = /^\d{1,4}(?:[.,]\d{1,2})?(?: ?[x×] ?\d{1,4}(?:[.,]\d{1,2})?){1,2}$/i;
const letters = /^[a-z]{1,3}$/i;
const bic = /^[A-Z]{4}([A-Z]{2})[A-Z\d]{2}(?:[A-Z\d]{3})?$/;
const truth = /^(?:true|false|yes|no|on|off|none|null|n\/a|unknown|default|other|-)$/i;

/** ISO 2108: thirteen digits are a GS1 number, ten have a check digit modulo 11. */
function isIsbn(value: string): boolean {
  const compact = value.replaceAll('-', '');
  if (!/^\d{9}[\dX]$/.test(compact)) return false;
  const sum = [...compact].reduce(
    (total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - at),
    0,
  );
  return sum % 11 === 0;
}

function isBic(value: string): boolean {
  const [, country] = bic.exec(value) ?? [];
  return country !== undefined && isRegion(country);
}

const forms: readonly (readonly [says: string, test: (value: string) => boolean])[] = [
  ['language tags', (value) => language.test(value)],
  ['codes of currencies', isCurrency],
  ['media types', (value) => media.test(value)],
  ['version numbers', (value) => version.test(value)],
  ['colours', (value) => colour.test(value)],
  ['time zones', (value) => isTimeZone(value) || offset.test(value)],
  ['times of day', (value) => clock.test(value)],
  ['points in time', (value) => instant.test(value)],
  ['months or weeks', (value) => month.test(value)],
  ['lengths of time', (value) => duration.test(value)],
  ['amounts', (value) => decimal.test(value)],
  ['measures', (value) => measure.test(value) || size.test(value)],
  ['names of countries, languages or currencies', isPublicName],
  ['at most three letters', (value) => letters.test(value)],
  ['codes of banks', isBic],
  ['numbers of articles', (value) => (/^\d{12,14}$/.test(value) && fitsGs1(value)) || isIsbn(value)],
  ['plain switches', (value) => truth.test(value)],
];

/** Lists of names are never whole: the rest may be plain labels. */
const mostUnlisted = 0.3;

function arePublicNames(values: readonly string[]): boolean {
  const unlisted = values.filter((value) => !isPublicName(value));
  return unlisted.length <= values.length * mostUnlisted && unlisted.every(isPlainLabel);
}

/** What the values are, where each of them has a form that is known to be harmless; null where one has none. */
export function harmlessForm(values: readonly string[]): string | null {
  if (arePublicNames(values)) return 'names of countries, languages or currencies';
  const seen = new Set<string>();
  for (const value of values) {
    const form = forms.find(([, test]) => test(value));
    if (!form) return null;
    seen.add(form[0]);
  }
  return [...seen].slice(0, 3).join(' or ');
}
