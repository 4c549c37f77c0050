import { hexOf, numberOf } from './keyed';

/**
 * Values whose outward form matters: every character is replaced by one of its kind, punctuation stays where it is.
 *
 * Nearly all such values are digits with a little punctuation, and for those `to_char` does the work: the raw value
 * with its digits turned to 0 is a template that takes a number out of the digest. Values with letters, or of more
 * than 18 digits among punctuation, go character by character, which takes ten times as long; all but capitals in front
 * of the digits, as numbers of customers and parts have them. Subselects keep what they need behind OFFSET 0, so that it
 * is calculated once per value.
 *
 * A short number may be drawn as it was: one digit is in one of ten times. There each character moves on to the next of its
 * kind, so that a text in which anything is replaced never comes back as it was.
 */

const letters = "'ABCDEFGHIJKLMNOP'";
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const hex = "'0123456789abcdef'";
/** What `to_char` passes through unchanged; a point would be its decimal point, so it travels as `;`. */
const punctuation = ' ()+/.-';
/** Digits that a number out of a digest fills evenly. */
const mostDigits = 18;

const isPlain = (text: string) => `translate(${text}, '0123456789${punctuation}', '') = ''`;

/** The number written into a template of zeros and punctuation. */
function written(number: string, template: string): string {
  const inPlace = (format: string) => `to_char(${number}, 'FM' || ${format})`;
  return `CASE WHEN strpos(${template}, '.') = 0 THEN ${inPlace(template)}
               ELSE replace(${inPlace(`replace(${template}, '.', ';')`)}, ';', '.') END`;
}

/** Digits of an expression put into the places of the digits of a plain text. */
function filled(text: string, digits: string): string {
  return `CASE WHEN ${digits} = '' THEN ${text}
               WHEN length(${digits}) = length(${text}) THEN ${digits}
               ELSE ${written(`(${digits})::int8`, `translate(${text}, '123456789', '000000000')`)} END`;
}

/** One character of its kind out of a hex digit: digit for digit, letter for letter, `x` beyond ASCII. */
function replacement(character: string, hexDigit: string, keepLetters: boolean): string {
  const digit = `WHEN ${character} BETWEEN '0' AND '9' THEN translate(${hexDigit}, 'abcdef', '012345')`;
  if (keepLetters) return `CASE ${digit} ELSE ${character} END`;
  return `CASE ${digit}
    WHEN ${character} BETWEEN 'A' AND 'Z' THEN translate(${hexDigit}, ${hex}, ${letters})
    WHEN ${character} BETWEEN 'a' AND 'z' THEN lower(translate(${hexDigit}, ${hex}, ${letters}))
    WHEN ascii(${character}) > 127 THEN 'x' ELSE ${character} END`;
}

export interface FormatOptions {
  /** Characters at the beginning that stay; an expression over `t`, the raw text. */
  keepFirst: string;
  /** Digits right after them that become 0. */
  zeroes: number;
  keepLetters: boolean;
}

/** Character by character, over the columns `t`, `k` and `d` of the subselect around it. */
function characterwise({ zeroes, keepLetters }: FormatOptions, alias: () => string): string {
  const at = alias();
  const character = `(substr(rest, ${at}, 1) COLLATE "C")`;
  const before = `${at} - length(translate(left(rest, ${at}), '0123456789', ''))`;
  const zero =
    zeroes === 0 ? '' : `WHEN ${character} BETWEEN '0' AND '9' AND ${before} <= ${zeroes} THEN '0'`;
  return `(SELECT coalesce(string_agg(CASE ${zero} WHEN true THEN
                 ${replacement(character, `substr(h, (${at} - 1) % 60 + 1, 1)`, keepLetters)} END, '' ORDER BY ${at}), '')
             FROM (SELECT substr(t, k + 1) AS rest, ${hexOf('d', 60)} AS h OFFSET 0) ${alias()}, generate_series(1, length(rest)) AS ${at})`;
}

const nextLetter = (text: string) =>
  `translate(${text}, 'ABCDEFGHIJKLMNOPabcdefghijklmnop', 'BCDEFGHIJKLMNOPAbcdefghijklmnopa')`;
const nextDigit = (text: string) => `translate(${text}, '0123456789', '1234567890')`;

/** `w` with each character that may be any of its kind moved on to the next: zeros that are asked for stay. */
function movedOn({ zeroes, keepLetters }: FormatOptions): string {
  const letter = keepLetters ? (text: string) => text : nextLetter;
  const zeroed = `length(substring(substr(w, k + 1) FROM '^(?:[^0-9]*[0-9]){0,${zeroes}}'))`;
  if (zeroes === 0) return `left(w, k) || ${letter(nextDigit('substr(w, k + 1)'))}`;
  return `left(w, k) || ${letter(`substr(w, k + 1, ${zeroed})`)} || ${letter(nextDigit(`substr(w, k + 1 + ${zeroed})`))}`;
}

/**
 * The raw text with every digit and letter replaced out of a digest, and never the raw text itself unless all of it is
 * asked to stay. Not injective.
 */
export function reformatted(
  text: string,
  digest: string,
  options: FormatOptions,
  alias: () => string,
): string {
  const { keepFirst, zeroes, keepLetters } = options;
  const number = `${numberOf('d')} % (10::float8 ^ (c - ${zeroes}))::int8`;
  const counted = `c BETWEEN ${Math.max(zeroes, 1)} AND ${mostDigits}`;
  const fits = `ltrim(p, '${punctuation}') = '' AND ${counted}`;
  const behind = `ltrim(r, '${capitals}')`;
  const lead = `length(r) - length(${behind})`;
  const fitsBehind = `ltrim(replace(${behind}, '0', ''), '${punctuation}') = '' AND ${counted} AND ${lead} <= 60`;
  const leading = keepLetters
    ? `left(r, ${lead})`
    : `translate(left(${hexOf('d', 60)}, ${lead}), ${hex}, ${letters})`;
  // Innermost first: the kept beginning, the rest as a template, the template's punctuation, its count of digits.
  const columns = [
    `SELECT t, d, (${keepFirst})::int4 AS k`,
    `SELECT t, d, k, translate(substr(t, k + 1), '123456789', '000000000') AS r`,
    `SELECT t, d, k, r, replace(r, '0', '') AS p`,
    'SELECT t, d, k, r, p, length(r) - length(p) AS c',
  ];
  const from = columns.reduce(
    (inner, select) => `(${select} FROM ${inner} ${alias()} OFFSET 0)`,
    `(SELECT ${text} AS t, ${digest} AS d OFFSET 0)`,
  );
  const drawn = `(SELECT t, k, left(t, k) || CASE WHEN ${fits} THEN ${written(number, 'r')}
               WHEN ${fitsBehind} THEN ${leading} || ${written(number, behind)} ELSE ${characterwise(options, alias)} END AS w
             FROM ${from} ${alias()} OFFSET 0)`;
  return `(SELECT CASE WHEN w COLLATE "C" = t THEN ${movedOn(options)} ELSE w END FROM ${drawn} ${alias()})`;
}

/** The raw text with its digits, in order, replaced by those of `digits`; everything else stays. */
export function withDigits(text: string, digits: string, alias: () => string): string {
  const at = alias();
  const character = `(substr(t, ${at}, 1) COLLATE "C")`;
  const slow = `(SELECT string_agg(CASE WHEN ${character} BETWEEN '0' AND '9'
                 THEN substr(d, ${at} - length(translate(left(t, ${at}), '0123456789', '')), 1)
                 ELSE ${character} END, '' ORDER BY ${at}) FROM generate_series(1, length(t)) AS ${at})`;
  return `(SELECT CASE WHEN ${isPlain('t')} AND (length(d) <= ${mostDigits} OR length(d) = length(t)) THEN ${filled('t', 'd')} ELSE ${slow} END
             FROM (SELECT ${text} AS t, ${digits} AS d OFFSET 0) ${alias()})`;
}
