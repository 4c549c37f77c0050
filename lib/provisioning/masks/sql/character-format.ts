/**
 * Values whose outward form matters: every character is replaced by one of its kind, punctuation stays where it is.
 *
 * Nearly all such values are digits with a little punctuation, and for those `to_char` does the work: the raw value
 * with its digits turned to 0 is a template that takes new digits, in some 3 µs. Values with letters, or of more than
 * 18 digits among punctuation, go character by character, which takes 20 to 60. Subselects keep what they need behind
 * OFFSET 0, so that it is calculated once per value.
 */

const letters = "'ABCDEFGHIJKLMNOP'";
const hex = "'0123456789abcdef'";
/** What `to_char` passes through unchanged; a point would be its decimal point, so it travels as `_`. */
const punctuation = ' ()+/.-';

const isPlain = (text: string) => `translate(${text}, '0123456789${punctuation}', '') = ''`;

/** Digits of an expression put into the places of the digits of a plain text. */
function filled(text: string, digits: string): string {
  const template = `translate(${text}, '123456789.', '000000000_')`;
  return `CASE WHEN ${digits} = '' THEN ${text}
               WHEN length(${digits}) = length(${text}) THEN ${digits}
               ELSE translate(to_char((${digits})::int8, 'FM' || ${template}), '_', '.') END`;
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

/** Character by character, over the columns `rest` and `h` of the subselect around it. */
function characterwise({ zeroes, keepLetters }: FormatOptions, alias: () => string): string {
  const at = alias();
  const character = `(substr(rest, ${at}, 1) COLLATE "C")`;
  const before = `${at} - length(translate(left(rest, ${at}), '0123456789', ''))`;
  const zero =
    zeroes === 0 ? '' : `WHEN ${character} BETWEEN '0' AND '9' AND ${before} <= ${zeroes} THEN '0'`;
  return `(SELECT coalesce(string_agg(CASE ${zero} WHEN true THEN
                 ${replacement(character, `substr(h, (${at} - 1) % 60 + 1, 1)`, keepLetters)} END, '' ORDER BY ${at}), '')
             FROM generate_series(1, length(rest)) AS ${at})`;
}

/** The raw text with every digit and letter replaced out of `hexSql` (60 hex digits, used in turn). Not injective. */
export function reformatted(
  text: string,
  hexSql: string,
  options: FormatOptions,
  alias: () => string,
): string {
  const { keepFirst, zeroes } = options;
  const digits = `left('${'0'.repeat(zeroes)}' || translate(left(h, c), 'abcdef', '012345'), c)`;
  const fits = `ltrim(n, '0123456789') = '' AND (c <= 18 OR c = length(rest) AND c <= 60)`;
  return `(SELECT left(t, k) || CASE WHEN ${fits} THEN ${filled('rest', 'd')} ELSE ${characterwise(options, alias)} END
             FROM (SELECT t, k, rest, h, n, c, ${digits} AS d
                     FROM (SELECT t, k, rest, h, n, length(n) AS c
                             FROM (SELECT t, k, rest, h, translate(rest, '${punctuation}', '') AS n
                                     FROM (SELECT t, h, k, substr(t, k + 1) AS rest
                                             FROM (SELECT t, h, (${keepFirst})::int4 AS k
                                                     FROM (SELECT ${text} AS t, ${hexSql} AS h OFFSET 0) ${alias()} OFFSET 0) ${alias()} OFFSET 0) ${alias()} OFFSET 0) ${alias()} OFFSET 0) ${alias()} OFFSET 0) ${alias()})`;
}

/** The raw text with its digits, in order, replaced by those of `digits`; everything else stays. */
export function withDigits(text: string, digits: string, alias: () => string): string {
  const at = alias();
  const character = `(substr(t, ${at}, 1) COLLATE "C")`;
  const slow = `(SELECT string_agg(CASE WHEN ${character} BETWEEN '0' AND '9'
                 THEN substr(d, ${at} - length(translate(left(t, ${at}), '0123456789', '')), 1)
                 ELSE ${character} END, '' ORDER BY ${at}) FROM generate_series(1, length(t)) AS ${at})`;
  return `(SELECT CASE WHEN ${isPlain('t')} AND (length(d) <= 18 OR length(d) = length(t)) THEN ${filled('t', 'd')} ELSE ${slow} END
             FROM (SELECT ${text} AS t, ${digits} AS d OFFSET 0) ${alias()})`;
}
