/**
 * One text for one value: keys sorted by code unit, no white space, `undefined` left out, as RFC 8785 asks for plain
 * data. Two plans with equal canonical text are the same plan, whatever order a person or an editor left behind.
 */

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The canonical text. Refuses (TypeError) what JSON cannot say: functions, symbols, bigints, numbers that are not
 * finite. Pure; the same input gives the same text for ever.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON cannot hold a ${typeof value} of this kind`);
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => compare(left, right))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${entries.join(',')}}`;
}
