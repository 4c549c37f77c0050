import { z } from 'zod';

/**
 * An identifier of ours as it comes from a form or a URL. What cannot be one is refused before any query: PostgreSQL
 * takes no NUL in a text, and nobody gains from asking it.
 */
export const idInput = z
  .string({ error: 'This needs an identifier.' })
  .regex(/^[\w-]{1,40}$/, 'This is not an identifier of ours.');
