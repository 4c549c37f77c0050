import { Problem } from '../../command/http/problem';

export type ListParameters = {
  limit: number;
  /** The key after which the page begins, as text; null for the first page. */
  after: string | null;
  /** Column and value, both as given. */
  filters: [string, string][];
};

const usualLimit = 50;
const highestLimit = 200;

/**
 * Reads `?limit=50&after=<key>&<column>=<value>…`. Every other name is a column to filter by; a column that is itself
 * called `limit` or `after` cannot be. Throws `invalid_parameter`, also for a name that stands twice.
 */
export function readListParameters(search: URLSearchParams): ListParameters {
  const filters: [string, string][] = [];
  const seen = new Set<string>();
  for (const [name, value] of search) {
    if (seen.has(name)) throw refuse(name, 'stands twice; filters are for one value each.');
    if (value.includes('\0')) throw refuse(name, 'holds a NUL character, which no column can.');
    seen.add(name);
    if (name !== 'limit' && name !== 'after') filters.push([name, value]);
  }
  return { limit: readLimit(search.get('limit')), after: search.get('after'), filters };
}

function readLimit(text: string | null): number {
  if (text === null) return usualLimit;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > highestLimit)
    throw refuse('limit', `is a whole number from 1 to ${highestLimit}.`);
  return limit;
}

function refuse(parameter: string, reason: string): Problem {
  const shown = parameter.slice(0, 63);
  return new Problem('invalid_parameter', `${shown} ${reason}`, { members: { parameter: shown } });
}
