import canonicalize from 'canonicalize';

/** Anything that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One text for one value, as RFC 8785 asks: keys sorted by code unit, no white space, members that are `undefined` left
 * out. Equal values have equal text, whatever order a person, a database or a program keeps their keys in, so this is
 * what gets hashed and signed. Throws for what JSON cannot say: functions, symbols, bigints, circles, numbers that are not
 * finite. Pure; the same input gives the same text for ever.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError(`JSON cannot hold a value of the kind ${typeof value}`);
  return text;
}
