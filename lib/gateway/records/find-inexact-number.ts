/** A string, skipped whole, or a number; in valid JSON nothing else holds a digit. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * The first number of a valid JSON text that JSON.parse reads as another one, or null: 9007199254740993 becomes …992,
 * 1e400 infinity, 1e-400 nothing. Shortened to 40 characters, since it will be quoted.
 */
export function findInexactNumber(json: string): string | null {
  for (const [token] of json.matchAll(tokens)) {
    if (token.startsWith('"')) continue;
    if (decimal(token) !== decimal(String(Number(token)))) return token.slice(0, 40);
  }
  return null;
}

/** A number's value in one spelling only: sign, digits without zeros at either end, power of ten. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return whole === '' ? text : '0';
  return `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}
