import { z } from 'zod';

/**
 * An identifier of ours as it comes from a form or a URL. What cannot be one is refused before any query: PostgreSQL
 * takes no NUL in a text, and nobody gains from asking it.
 */
export const idInput = idSaying('This needs an identifier.', 'This is not an identifier of ours.');

/** The same with a sentence of the form's own for what is missing, and for what cannot be one. */
export function idSaying(missing: string, malformed = missing) {
  return z.string({ error: missing }).regex(/^[\w-]{1,40}$/, malformed);
}
