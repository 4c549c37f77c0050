/**
 * Values whose outward form matters: every character is replaced by one of its kind, punctuation stays where it is.
 * The subselects keep what they need (the raw text, the replacement) behind OFFSET 0, so that it is calculated once
 * per value and not once per character.
 */

const letters = "'ABCDEFGHIJKLMNOP'";
const hex = "'0123456789abcdef'";

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

/**
 * The raw text with every digit and letter replaced out of `hexSql` (60 hex digits, used in turn). Not injective.
 */
export function reformatted(
  text: string,
  hexSql: string,
  options: FormatOptions,
  alias: () => string,
): string {
  const at = alias();
  const character = `(substr(t, ${at}, 1) COLLATE "C")`;
  const zero =
    options.zeroes === 0
      ? ''
      : `WHEN ${character} BETWEEN '0' AND '9'
           AND ${at} - k - length(translate(substr(t, k + 1, ${at} - k), '0123456789', '')) <= ${options.zeroes}
         THEN '0'`;
  return `(SELECT string_agg(CASE WHEN ${at} <= k THEN ${character} ${zero}
                 ELSE ${replacement(character, `substr(h, (${at} - 1) % 60 + 1, 1)`, options.keepLetters)} END, '' ORDER BY ${at})
             FROM (SELECT t, h, (${options.keepFirst})::int4 AS k
                     FROM (SELECT ${text} AS t, ${hexSql} AS h OFFSET 0) ${alias()} OFFSET 0) ${alias()},
                  generate_series(1, length(t)) AS ${at})`;
}

/** The raw text with its digits, in order, replaced by those of `digits`; everything else stays. */
export function withDigits(text: string, digits: string, alias: () => string): string {
  const at = alias();
  const character = `(substr(t, ${at}, 1) COLLATE "C")`;
  return `(SELECT string_agg(CASE WHEN ${character} BETWEEN '0' AND '9'
                 THEN substr(d, ${at} - length(translate(left(t, ${at}), '0123456789', '')), 1)
                 ELSE ${character} END, '' ORDER BY ${at})
             FROM (SELECT ${text} AS t, ${digits} AS d OFFSET 0) ${alias()}, generate_series(1, length(t)) AS ${at})`;
}
