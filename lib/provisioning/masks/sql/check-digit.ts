/**
 * Check digits as SQL. Each takes an expression for the payload's digits alone and gives the check characters as text.
 */

export const checkSchemes = ['luhn', 'gs1', 'mod97', 'dni', 'cpf'] as const;
export type CheckScheme = (typeof checkSchemes)[number];

/** How many digits at the end of a value belong to the scheme; the DNI's is a letter. */
export const checkLength: Record<CheckScheme, number> = { luhn: 1, gs1: 1, mod97: 2, dni: 0, cpf: 2 };

/** The digits of a text, in order. The text should be cheap: it is written three times, so as to spare most a pattern. */
export function onlyDigits(text: string): string {
  const joined = `replace(replace(${text}, ' ', ''), '-', '')`;
  return `CASE WHEN ltrim(${joined}, '0123456789') = '' THEN ${joined} ELSE regexp_replace(${text}, '[^0-9]', '', 'g') END`;
}

/**
 * Longest payload that a Luhn digit is calculated for; padding with zeros on the left changes no Luhn sum. Most are
 * card numbers, of which fewer bytes have to be looked at.
 */
const luhnWidth = 30;
const cardWidth = 18;

/**
 * ISO/IEC 7812-1, annex B. `offset` 1 to 9 gives a digit that is surely wrong. The sum is written out over bytes: of
 * the payload, and of a copy whose digits are doubled and their own digits added.
 */
export function luhnDigit(payload: string, alias: () => string, offset = 0): string {
  const sumOf = (width: number) => {
    const terms = Array.from(
      { length: width },
      (_, back) => `get_byte(${back % 2 === 0 ? 'q' : 'p'}, ${luhnWidth - 1 - back})`,
    );
    return `${terms.join(' + ')} - ${48 * width}`;
  };
  const padded = `lpad(${payload}, ${luhnWidth}, '0')`;
  const start = `left(w, ${luhnWidth - cardWidth}) = '${'0'.repeat(luhnWidth - cardWidth)}'`;
  const sum = `(CASE WHEN ${start} THEN ${sumOf(cardWidth)} ELSE ${sumOf(luhnWidth)} END)`;
  return `(SELECT ((10 - ${sum} % 10 + ${offset}) % 10)::text
             FROM (SELECT w, w::bytea AS p, translate(w, '123456789', '246813579')::bytea AS q
                     FROM (SELECT ${padded} AS w OFFSET 0) ${alias()} OFFSET 0) ${alias()})`;
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right (EAN, GTIN, GLN). */
function gs1Digit(payload: string, alias: () => string): string {
  const [text, at] = [alias(), alias()];
  return `(SELECT ((10 - coalesce(sum(substr(p, length(p) - ${at} + 1, 1)::int4
                    * CASE WHEN ${at} % 2 = 1 THEN 3 ELSE 1 END), 0) % 10) % 10)::text
             FROM (SELECT ${payload} AS p OFFSET 0) ${text}, generate_series(1, length(p)) AS ${at})`;
}

/** One digit of the Brazilian CPF: weights rise from 2 from the right, modulo 11. */
function cpfDigit(payload: string, alias: () => string): string {
  const [text, at] = [alias(), alias()];
  return `(SELECT CASE WHEN s % 11 < 2 THEN '0' ELSE (11 - s % 11)::text END
             FROM (SELECT coalesce(sum(substr(p, length(p) - ${at} + 1, 1)::int4 * (${at} + 1)), 0) AS s
                     FROM (SELECT ${payload} AS p OFFSET 0) ${text}, generate_series(1, length(p)) AS ${at}) ${alias()})`;
}

/** The check characters that belong to a payload. */
export function checkDigits(scheme: CheckScheme, payload: string, alias: () => string): string {
  if (scheme === 'luhn') return luhnDigit(payload, alias);
  if (scheme === 'gs1') return gs1Digit(payload, alias);
  const number = `coalesce(nullif(${payload}, ''), '0')::numeric`;
  if (scheme === 'mod97') return `lpad((97 - ${number} % 97)::int4::text, 2, '0')`;
  if (scheme === 'dni') return `substr('TRWAGMYFPDXBNJZSQVHLCKE', (${number} % 23)::int4 + 1, 1)`;
  const text = alias();
  const first = cpfDigit('p', alias);
  return `(SELECT f || ${cpfDigit('p || f', alias)}
             FROM (SELECT p, ${first} AS f FROM (SELECT ${payload} AS p OFFSET 0) ${text} OFFSET 0) ${alias()})`;
}
