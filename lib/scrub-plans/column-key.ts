import { z } from 'zod';

/**
 * A column's address as one text, for the value of a checkbox: names may hold any character, so no separator would do.
 * Safe in the browser.
 */
export function columnKey({ table, column }: { table: string; column: string }): string {
  return JSON.stringify([table, column]);
}

const keyed = z.tuple([z.string(), z.string()]);

/** The addresses behind such texts. What is no address is left out; the command refuses an empty list. */
export function readColumnKeys(keys: readonly unknown[]): { table: string; column: string }[] {
  return keys.flatMap((key) => {
    const parsed = keyed.safeParse(parseJson(key));
    return parsed.success ? [{ table: parsed.data[0], column: parsed.data[1] }] : [];
  });
}

/** A list of such texts as one text, and back; for all that match a filter at once. */
export function readColumnList(text: unknown): { table: string; column: string }[] {
  const list = parseJson(text);
  return Array.isArray(list) ? readColumnKeys(list) : [];
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
